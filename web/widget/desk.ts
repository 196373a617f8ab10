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

const longestMs = 60_000

export class Desk {
  token = ''
  constructor(readonly base: string) {}

  begin = (token: string | undefined, identity: Identity | null) => this.json<Beginning>('/beginnings', { token, ...identity })
  news = (after: number) => this.ask(`/messages?after=${after}`).then((answer) => answer.json() as Promise<{ entries: Entry[]; last: number }>)
  say = (clientId: string, text: string, page: Page) => this.json<Entry>('/messages', { clientId, text, ...page })
  leave = (clientId: string, address: string) => this.json<Entry>('/addresses', { clientId, address })
  file = (id: string) => this.ask(`/files/${encodeURIComponent(id)}`).then((answer) => answer.blob())

  /** What was changed or taken away on the visitor's machine since it was chosen cannot be read again, however often it is tried. */
  async give(clientId: string, file: File, page: Page) {
    await file.slice(0, 1).arrayBuffer().catch(() => {
      throw new Trouble(0, null)
    })
    const about = new URLSearchParams({ clientId, name: file.name, url: page.url.slice(0, 2000), title: page.title.slice(0, 200), campaign: page.campaign ?? '' })
    const answer = await this.ask(`/files?${about}`, { body: file, headers: { 'content-type': file.type || 'application/octet-stream' } }, upload)
    return (await answer.json()) as Entry
  }

  private json<T>(path: string, body: object) {
    return this.ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }).then((answer) => answer.json() as Promise<T>)
  }

  private async ask(path: string, init: Init = {}, reach: typeof request = request) {
    let answer: Response
    try {
      answer = await reach(this.base + path, { ...init, headers: { ...init.headers, 'x-chat-token': this.token } })
    } catch {
      throw new Trouble(0, 2000)
    }
    if (answer.ok) return answer
    const after = Number(answer.headers.get('retry-after'))
    throw new Trouble(answer.status, answer.status === 429 || answer.status >= 500 ? Math.max(1, after || 3) * 1000 : null)
  }
}

type Init = { method?: string; body?: string | File; headers?: Record<string, string> }

const request = (url: string, init: Init) => fetch(url, { ...init, credentials: 'omit', signal: AbortSignal.timeout(longestMs) })

/** However slow the line, as long as it moves; fetch cannot tell whether it does. */
function upload(url: string, { body, headers }: Init) {
  return new Promise<Response>((resolve, reject) => {
    const sent = new XMLHttpRequest()
    let stalled: ReturnType<typeof setTimeout> | undefined
    const moves = () => {
      clearTimeout(stalled)
      stalled = setTimeout(() => sent.abort(), longestMs)
    }
    sent.open('POST', url)
    for (const name in headers) sent.setRequestHeader(name, headers[name] ?? '')
    sent.upload.onprogress = moves
    sent.onloadend = () => {
      clearTimeout(stalled)
      if (sent.status) resolve(new Response(sent.responseText, { status: sent.status, headers: { 'retry-after': sent.getResponseHeader('retry-after') ?? '' } }))
      else reject(new Error())
    }
    moves()
    sent.send(body)
  })
}
