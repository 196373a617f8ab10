import { Problem, type ProblemBody } from './problem'

type Query = Record<string, string | number | boolean | null | undefined>
type Options = { query?: Query; body?: unknown; signal?: AbortSignal }

const root = '/api/v1'
let signedOut: () => void = () => undefined
let owner: string | null = null

/** Called when the server no longer knows who we are. */
export function whenSignedOut(then: () => void) {
  signedOut = then
}

/** Whose page this is, from now on. Signing out does not change it: what is still on its way was theirs. */
export const belongTo = (staff: string) => void (owner = staff)

/** One header against forged requests, and one against another tab's session: the server refuses a page that is not of whom the session is. */
export const marks = (): Record<string, string> => ({ 'X-Inbox': '1', ...(owner ? { 'X-Inbox-Staff': owner } : {}) })

export function address(path: string, query: Query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return root + path + (text ? `?${text}` : '')
}

/** Every call goes through here: one way to say whose it is, one way to read a problem. */
export async function call<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', ...marks() }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  const response = await reach(address(path, options.query), {
    method,
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
    credentials: 'same-origin',
  })
  if (!response.ok) throw await problemOf(response, path)
  return (response.status === 204 ? undefined : await read(response)) as T
}

async function reach(url: string, init: RequestInit) {
  try {
    return await fetch(url, init)
  } catch (reason) {
    if (init.signal?.aborted) throw reason
    throw new Problem(0)
  }
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text()
  return text ? JSON.parse(text) : undefined
}

async function problemOf(response: Response, path: string) {
  if (response.status === 401 && !path.startsWith('/session')) signedOut()
  const body = await read(response).catch(() => ({}))
  return new Problem(response.status, (body ?? {}) as ProblemBody)
}
