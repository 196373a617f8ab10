export type Waiting = { id: string; text: string }
export type Kept = { token?: string; outbox: Waiting[]; seen: number; talked: boolean }

/** What the browser keeps of a chat, for this site alone. Where a frame may keep nothing, the page around it does; where that may not either, it lasts as long as the page. */
export class Keep {
  readonly now: Kept = { outbox: [], seen: 0, talked: false }
  private isOurs = true

  /**
   * @param key What it is kept under.
   * @param theirs What the page around kept for us.
   * @param give Gives it to the page around.
   */
  constructor(private readonly key: string, theirs: string | null | undefined, private readonly give: (text: string) => void) {
    let ours: string | null = null
    try {
      ours = localStorage.getItem(key)
    } catch {
      this.isOurs = false
    }
    try {
      Object.assign(this.now, JSON.parse((this.isOurs ? ours : theirs) ?? '{}'))
    } catch {
      // Somebody else wrote there.
    }
  }

  save() {
    const text = JSON.stringify(this.now)
    try {
      if (this.isOurs) localStorage.setItem(this.key, text)
      else this.give(text)
    } catch {
      // There is no room: it lasts as long as this page.
    }
  }
}
