import type { Draft, Message } from './types'

/** What the API answers instead of a result (RFC 9457), or that it could not be reached (status 0). */
export class Problem extends Error {
  readonly status: number
  readonly title: string
  readonly errors: Record<string, string[]>
  readonly missed: Message[]
  readonly version: number | null
  readonly draft: Draft | null

  constructor(status: number, body: ProblemBody = {}) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.title = body.title ?? ''
    this.errors = body.errors ?? {}
    this.missed = body.missed ?? []
    this.version = body.version ?? null
    this.draft = body.draft ?? null
  }

  get unreachable() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }

  /** The same may be taken later: nothing is wrong with it. */
  get passes() {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 500
  }
}

export type ProblemBody = {
  title?: string
  detail?: string
  errors?: Record<string, string[]>
  missed?: Message[]
  version?: number
  draft?: Draft
}

export function asProblem(reason: unknown): Problem {
  return reason instanceof Problem ? reason : new Problem(0, { detail: reason instanceof Error ? reason.message : String(reason) })
}
