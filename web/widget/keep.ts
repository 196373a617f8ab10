export type Waiting = { id: string; text: string }
export type Kept = { token?: string; seen: number; talked: boolean }

/**
 * What the browser keeps of a chat, for this site alone. Where a frame may keep nothing, the page around it does; where that may not either, it lasts as long as the page.
 * All tabs of the site share it: what is read is read anew, and what waits to be sent has a key each, so that none writes over what another keeps.
 */
export class Keep {
  /** Another tab has kept something. */
  changed = () => {}
  private readonly here = new Map<string, string>()
  private readonly ours: Storage | null

  /**
   * @param key What it is kept under.
   * @param theirs What the page around kept for us, by the end of its key.
   * @param give Gives one thing to the page around; null takes it away.
   */
  constructor(private readonly key: string, theirs: Record<string, string> | null | undefined, private readonly give: (name: string, text: string | null) => void) {
    this.ours = storage()
    if (!this.ours) for (const [name, text] of Object.entries(theirs ?? {})) this.here.set(name, text)
    addEventListener('storage', (e) => e.key?.startsWith(key) && this.changed())
    // What waited was kept in one piece once.
    const { outbox, ...rest } = parsed<Kept & { outbox?: Waiting[] }>(this.read('')) ?? { outbox: undefined }
    if (!Array.isArray(outbox)) return
    outbox.forEach((one) => this.add(one))
    this.write('', JSON.stringify(rest))
  }

  get now(): Kept {
    return { seen: 0, talked: false, ...parsed<Kept>(this.read('')) }
  }

  put(change: Partial<Kept>) {
    this.write('', JSON.stringify({ ...this.now, ...change }))
  }

  get outbox(): Waiting[] {
    return this.names().flatMap((name) => parsed<Waiting>(this.read(name)) ?? [])
  }

  /** Its place in the queue goes before its id, so that any tab sends in the order of writing. */
  add(one: Waiting) {
    if (!this.has(one.id)) this.write(`#${Date.now()}${String(added++ % 1000).padStart(3, '0')}#${one.id}`, JSON.stringify(one))
  }

  has = (id: string) => this.names().some((name) => name.endsWith(`#${id}`))

  drop(id: string) {
    for (const name of this.names()) if (name.endsWith(`#${id}`)) this.write(name, null)
  }

  /** The page around tells what another tab's has kept. */
  take(name: string, text: string | null) {
    if (this.ours) return
    this.set(name, text)
    this.changed()
  }

  /** One tab at a time, where the browser has locks for that; elsewhere they agree on what is kept afterwards. */
  async alone<T>(what: string, act: () => Promise<T>): Promise<T> {
    let begun: Promise<T> | undefined
    try {
      return (await navigator.locks.request(`${this.key}!${what}`, () => (begun = act()))) as T
    } catch {
      return begun ?? act()
    }
  }

  private names() {
    const names = new Set(this.here.keys())
    for (let i = 0; i < (this.ours?.length ?? 0); i++) {
      const one = this.ours?.key(i)
      if (one?.startsWith(`${this.key}#`)) names.add(one.slice(this.key.length))
    }
    return [...names].filter((name) => name.startsWith('#')).sort()
  }

  private read(name: string) {
    return this.here.get(name) ?? this.ours?.getItem(this.key + name) ?? null
  }

  private set(name: string, text: string | null) {
    if (text === null) this.here.delete(name)
    else this.here.set(name, text)
  }

  private write(name: string, text: string | null) {
    try {
      if (!this.ours) this.give(name, text)
      else if (text === null) this.ours.removeItem(this.key + name)
      else this.ours.setItem(this.key + name, text)
      this.set(name, this.ours ? null : text)
    } catch {
      this.set(name, text) // There is no room: it lasts as long as this page.
    }
  }
}

let added = 0

function storage() {
  try {
    return localStorage
  } catch {
    return null
  }
}

function parsed<T>(text: string | null) {
  try {
    return JSON.parse(text ?? 'null') as T | null
  } catch {
    return null // Somebody else wrote there.
  }
}
