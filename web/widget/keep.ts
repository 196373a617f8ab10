export type Waiting = { id: string; text: string }
export type Kept = { token?: string; outbox: Waiting[]; seen: number; talked: boolean }

/** What the browser keeps of a chat, for this site alone; in memory where it may keep nothing. */
export class Keep {
  readonly now: Kept = { outbox: [], seen: 0, talked: false }

  constructor(private readonly key: string) {
    try {
      Object.assign(this.now, JSON.parse(localStorage.getItem(key) ?? '{}'))
    } catch {
      // Nothing can be kept here.
    }
  }

  save() {
    try {
      localStorage.setItem(this.key, JSON.stringify(this.now))
    } catch {
      // It lasts as long as this page.
    }
  }
}
