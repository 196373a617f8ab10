// What goes over the wire. Every answer is ours or an error that says whether trying again may help.
export type FileShown = { id: string; name: string; size: number }
export type Entry = { place: number; id: string; mine: boolean; kind: string; text: string; name?: string | null; address?: string | null; at: number; files: FileShown[] }
export type Beginning = { token: string; keep: boolean; title: string; greeting?: string | null; staffed: boolean; mails: boolean; address?: string | null; entries: Entry[] }
export type Page = { url: string; title: string; campaign?: string }
export type Identity = { user: string; email?: string; name?: string; signature?: string }

/** Why something did not work: how long to wait before trying again, or null when that would change nothing. */
export class Trouble extends Error {
  constructor(readonly status: number, readonly wait: number | null) {
    super(`HTTP ${status}`)
  }
}

export class Desk {
  token = ''
  constructor(readonly base: string) {}

  begin = (token: string | undefined, identity: Identity | null) => this.json<Beginning>('/beginnings', { token, ...identity })
  news = (after: number) => this.ask(`/messages?after=${after}`).then((answer) => answer.json() as Promise<{ entries: Entry[]; last: number }>)
  say = (clientId: string, text: string, page: Page) => this.json<Entry>('/messages', { clientId, text, ...page })
  leave = (clientId: string, address: string) => this.json<Entry>('/addresses', { clientId, address })
  file = (id: string) => this.ask(`/files/${encodeURIComponent(id)}`).then((answer) => answer.blob())

  give(clientId: string, file: File, page: Page) {
    const about = new URLSearchParams({ clientId, name: file.name, url: page.url.slice(0, 2000), title: page.title.slice(0, 200), campaign: page.campaign ?? '' })
    return this.ask(`/files?${about}`, { method: 'POST', body: file, headers: { 'content-type': file.type || 'application/octet-stream' } }).then((answer) => answer.json() as Promise<Entry>)
  }

  private json<T>(path: string, body: object) {
    return this.ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }).then((answer) => answer.json() as Promise<T>)
  }

  private async ask(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
    let answer: Response
    try {
      answer = await fetch(this.base + path, { ...init, headers: { ...init.headers, 'x-chat-token': this.token }, credentials: 'omit', signal: AbortSignal.timeout(60_000) })
    } catch {
      throw new Trouble(0, 2000)
    }
    if (answer.ok) return answer
    const after = Number(answer.headers.get('retry-after'))
    throw new Trouble(answer.status, answer.status === 429 || answer.status >= 500 ? Math.max(1, after || 3) * 1000 : null)
  }
}
