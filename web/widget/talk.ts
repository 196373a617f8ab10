import { Trouble, type Beginning, type Desk, type Entry, type Identity, type Page } from './desk'
import type { Keep } from './keep'
import { Stream } from './stream'

export type Pending = { id: string; text: string; file?: File; state: 'sending' | 'waiting' | 'failed'; at: number }

/** Not randomUUID, which a browser only has where the page came over https. */
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')

const typingLasts = 6_000
/** How long a tab waits for another one's word of who the visitor is. */
const agreeing = 250

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One visitor's conversation: what the server has, in its order, and what it has not acknowledged yet, which is kept until it has. */
export class Talk {
  readonly entries = new Map<string, Entry>()
  pending: Pending[] = []
  beginning?: Beginning
  staffed = false
  /** Until when an answer counts as being written: whoever writes says so again every three seconds. */
  typingUntil = 0
  connected = true
  address: string | null = null
  page: Page = { url: location.href, title: document.title }
  private cursor = 0
  private stream?: Stream
  private readonly sending = new Set<boolean>()
  private fetching?: Promise<void>
  private again = false
  private started?: Promise<void>

  constructor(private readonly desk: Desk, private readonly keep: Keep, private readonly identity: Identity | null, private readonly changed: () => void) {
    this.adopt()
    keep.changed = () => this.keptElsewhere()
  }

  /** Begins once, and tries until it works. */
  start() {
    return (this.started ??= this.begin())
  }

  list() {
    return [...this.entries.values()].sort((a, b) => a.place - b.place)
  }

  say(text: string) {
    this.add({ id: newId(), text, state: 'sending', at: Date.now() })
  }

  give(file: File) {
    this.add({ id: newId(), text: '', file, state: 'sending', at: Date.now() })
  }

  retry(id: string) {
    const one = this.pending.find((p) => p.id === id)
    if (one) one.state = 'sending'
    this.send()
  }

  /** A file that is not to be sent after all. */
  remove(id: string) {
    this.pending = this.pending.filter((p) => p.id !== id)
    this.changed()
  }

  async leave(address: string) {
    const id = newId()
    const left = this.desk.leave(id, address).catch(async (e: unknown) => {
      if (!(e instanceof Trouble && e.status === 401)) throw e
      await this.anew()
      return this.desk.leave(id, address)
    })
    this.take([await left])
    this.keep.put({ talked: true })
    this.stream?.open()
    this.changed()
  }

  /** How many of theirs have come since the visitor last looked; looking makes it none. */
  unread(looking: boolean) {
    const theirs = this.list().filter((e) => !e.mine && e.kind === 'message')
    if (looking && theirs.length) {
      const seen = theirs[theirs.length - 1]?.place ?? 0
      if (seen > this.keep.now.seen) this.keep.put({ seen })
    }
    return theirs.filter((e) => e.place > this.keep.now.seen).length
  }

  private async begin() {
    for (;;) {
      try {
        const beginning = (this.beginning = await this.visit())
        this.staffed = beginning.staffed
        this.address = beginning.address ?? null
        this.entries.clear()
        this.cursor = 0
        this.take(beginning.entries)
        this.cursor = beginning.entries[beginning.entries.length - 1]?.place ?? 0
        this.connected = true
        this.changed()
        this.listen()
        this.send()
        return
      } catch (e) {
        this.connected = false
        this.changed()
        await pause((e instanceof Trouble && e.wait) || 10_000)
      }
    }
  }

  /** Takes the visitor that this site's tabs have, or makes one that all of them will take. */
  private visit(refused?: string): Promise<Beginning> {
    return this.keep.alone('begin', async () => {
      const { token } = this.keep.now
      let beginning = await this.desk.begin(token === refused ? undefined : token, this.identity)
      if (beginning.keep && beginning.token !== token) {
        // Somebody else may have been first, where no lock kept them waiting.
        const before = this.keep.now.token
        if (before === token) this.keep.put({ token: beginning.token, seen: 0 })
        await pause(agreeing)
        const agreed = this.keep.now.token
        if (agreed && agreed !== beginning.token) beginning = await this.desk.begin(agreed, this.identity)
      }
      this.desk.token = beginning.token
      return beginning
    })
  }

  private adopt() {
    for (const { id, text } of this.keep.outbox)
      if (!this.entries.has(id) && !this.pending.some((p) => p.id === id)) this.pending.push({ id, text, state: 'sending', at: Date.now() })
  }

  /** What is written in another tab of this site is sent by whichever lives; what that one has sent is fetched. */
  private keptElsewhere() {
    this.adopt()
    const { token, talked } = this.keep.now
    if (!this.desk.token) return void (talked && this.start())
    if (token && token !== this.desk.token && !this.identity) return void this.begin()
    if (this.pending.some((p) => !p.file && !this.keep.has(p.id))) void this.fetch()
    this.changed()
    this.send()
  }

  private listen() {
    if (this.stream) return this.stream.again()
    this.stream = new Stream(
      `${this.desk.base.replace(/^http/, 'ws')}/stream`,
      () => this.desk.token,
      (news, staffed, typing) => {
        this.staffed = staffed
        if (typing) this.writes()
        if (news) void this.fetch()
        this.changed()
      },
      (isOpen) => {
        this.connected = isOpen
        this.changed()
      },
    )
    this.stream.open()
    // Where sockets are not let through, what is new comes a little later.
    setInterval(() => this.connected || void this.fetch(), 10_000)
  }

  get isTyping() {
    return Date.now() < this.typingUntil
  }

  private writes() {
    this.typingUntil = Date.now() + typingLasts
    setTimeout(this.changed, typingLasts + 50)
  }

  private add(pending: Pending) {
    this.pending.push(pending)
    // Files are not kept over a reload: the browser gives them out once.
    if (!pending.file) this.keep.add({ id: pending.id, text: pending.text })
    if (!this.keep.now.talked) this.keep.put({ talked: true })
    this.changed()
    this.send()
  }

  private take(entries: Entry[]) {
    for (const entry of entries) {
      this.entries.set(entry.id, entry)
      if (entry.kind === 'address' && entry.address) this.address = entry.address
      if (!entry.mine) this.typingUntil = 0
    }
    for (const one of this.pending) if (this.entries.has(one.id)) this.keep.drop(one.id)
    this.pending = this.pending.filter((p) => !this.entries.has(p.id))
  }

  /** What is written does not wait for files, which may take long. */
  private send() {
    void this.sendEach(false)
    if (this.pending.some((p) => p.file)) void this.sendEach(true)
  }

  /** One after the other, in their order; each until the server has it or says that it will not take it. */
  private async sendEach(files: boolean) {
    if (this.sending.has(files)) return
    // Asking what is new gets a token where the last one was refused.
    if (!this.desk.token) return void (this.beginning && this.fetch())
    this.sending.add(files)
    for (let next; (next = this.pending.find((p) => !!p.file === files && p.state !== 'failed')); this.changed()) {
      try {
        await this.hand(next)
      } catch (e) {
        const trouble = e instanceof Trouble ? e : new Trouble(0, 3000)
        if (trouble.status === 401) await this.anew()
        else if (trouble.wait === null) next.state = 'failed'
        else {
          next.state = 'waiting'
          this.changed()
          await pause(trouble.wait)
        }
      }
    }
    this.sending.delete(files)
    void this.fetch()
  }

  /** What is not kept any more was sent by another tab while this one waited for its turn, if the server has it; else the browser was cleared, and nobody has sent it. */
  private async hand(one: Pending) {
    if (one.file) return this.take([await this.desk.give(one.id, one.file, this.page)])
    await this.keep.alone('send', async () => {
      if (!this.keep.has(one.id)) await this.fetch()
      if (!this.entries.has(one.id)) this.take([await this.desk.say(one.id, one.text, this.page)])
    })
  }

  /** The token is not good any more: who was signed for is signed for anew, anybody else begins again. */
  private async anew() {
    const refused = this.desk.token
    this.desk.token = ''
    if (await this.visit(refused).catch(() => undefined)) this.send()
    else await pause(3000)
  }

  /** Everything behind the last place that is known here, so nothing can be missed however long the line was cut. */
  private fetch() {
    this.again = true
    return (this.fetching ??= this.look())
  }

  private async look() {
    try {
      while (this.again) {
        this.again = false
        const news = await this.desk.news(this.cursor)
        if (news.last < this.cursor) {
          this.entries.clear()
          this.cursor = 0
          this.again = true
          continue
        }
        this.again ||= news.last > this.cursor && news.entries.length > 0
        this.cursor = news.last
        this.take(news.entries)
        this.changed()
      }
    } catch (e) {
      // Who was signed for longer ago than that holds hears nothing more, and the socket does not come back, until it is done anew.
      if (e instanceof Trouble && e.status === 401) void this.anew().then(() => this.desk.token && this.stream?.open())
      else if (e instanceof Trouble && e.wait !== null) setTimeout(() => void this.fetch(), e.wait)
    }
    this.fetching = undefined
  }
}
