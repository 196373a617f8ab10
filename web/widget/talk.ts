import { Trouble, type Beginning, type Desk, type Entry, type Identity, type Page } from './desk'
import type { Keep } from './keep'
import { Stream } from './stream'

export type Pending = { id: string; text: string; file?: File; state: 'sending' | 'waiting' | 'failed'; at: number }

/** Not randomUUID, which a browser only has where the page came over https. */
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')

const typingLasts = 6_000

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
  private isSending = false
  private isFetching = false
  private again = false
  private started?: Promise<void>

  constructor(private readonly desk: Desk, private readonly keep: Keep, private readonly identity: Identity | null, private readonly changed: () => void) {
    this.pending = keep.now.outbox.map(({ id, text }) => ({ id, text, state: 'sending', at: Date.now() }))
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
    void this.send()
  }

  async leave(address: string) {
    this.take([await this.desk.leave(newId(), address)])
    this.keep.now.talked = true
    this.keep.save()
    this.stream?.open()
    this.changed()
  }

  /** How many of theirs have come since the visitor last looked; looking makes it none. */
  unread(looking: boolean) {
    const theirs = this.list().filter((e) => !e.mine && e.kind === 'message')
    if (looking && theirs.length) {
      this.keep.now.seen = theirs[theirs.length - 1]?.place ?? 0
      this.keep.save()
    }
    return theirs.filter((e) => e.place > this.keep.now.seen).length
  }

  private async begin() {
    for (;;) {
      try {
        const beginning = (this.beginning = await this.desk.begin(this.keep.now.token, this.identity))
        this.desk.token = beginning.token
        this.keep.now.token = beginning.keep ? beginning.token : undefined
        this.keep.save()
        this.staffed = beginning.staffed
        this.address = beginning.address ?? null
        this.entries.clear()
        this.cursor = 0
        this.take(beginning.entries)
        this.cursor = beginning.entries[beginning.entries.length - 1]?.place ?? 0
        this.connected = true
        this.changed()
        this.listen()
        void this.send()
        return
      } catch (e) {
        this.connected = false
        this.changed()
        await pause((e instanceof Trouble && e.wait) || 10_000)
      }
    }
  }

  private listen() {
    this.stream ??= new Stream(
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
    this.keep.now.talked = true
    this.remember()
    this.changed()
    void this.send()
  }

  /** Files are not kept over a reload: the browser gives them out once. */
  private remember() {
    this.keep.now.outbox = this.pending.filter((p) => !p.file).map(({ id, text }) => ({ id, text }))
    this.keep.save()
  }

  private take(entries: Entry[]) {
    for (const entry of entries) {
      this.entries.set(entry.id, entry)
      if (entry.kind === 'address' && entry.address) this.address = entry.address
      if (!entry.mine) this.typingUntil = 0
    }
    this.pending = this.pending.filter((p) => !this.entries.has(p.id))
    this.remember()
  }

  /** One after the other, in their order; each until the server has it or says that it will not take it. */
  private async send() {
    if (this.isSending || !this.desk.token) return
    this.isSending = true
    for (let next; (next = this.pending.find((p) => p.state !== 'failed')); this.changed()) {
      try {
        this.take([next.file ? await this.desk.give(next.id, next.file, this.page) : await this.desk.say(next.id, next.text, this.page)])
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
    this.isSending = false
    void this.fetch()
  }

  /** The token is not good any more: who was signed for is signed for anew, anybody else begins again. */
  private async anew() {
    this.keep.now.token = undefined
    this.desk.token = ''
    const beginning = await this.desk.begin(undefined, this.identity).catch(() => undefined)
    if (!beginning) return pause(3000)
    this.desk.token = beginning.token
    this.keep.now.token = beginning.keep ? beginning.token : undefined
    this.keep.save()
  }

  /** Everything behind the last place that is known here, so nothing can be missed however long the line was cut. */
  private async fetch() {
    this.again = true
    if (this.isFetching) return
    this.isFetching = true
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
    this.isFetching = false
  }
}
