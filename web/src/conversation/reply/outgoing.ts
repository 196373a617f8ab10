import type { Attachment, FilledTemplate, Message, ReplyState } from '@/api/types'
import type { Inserted } from './saved'

/** A reply between the key press and the server's own message: the bubble under a client id. */
export type Outgoing = {
  clientId: string
  kind: 'reply' | 'note'
  text: string
  private: boolean
  attachments: Attachment[]
  inserted?: Inserted[]
  template?: FilledTemplate
  to?: string
  version?: number
  at: string
  messageId: string | null
  state: 'posting' | ReplyState
  error: string | null
  /** Where it was written, when that became part of where it stands. */
  origin?: string
}

/** Bubbles still to be shown: those whose message the timeline does not hold yet. */
export const pending = (outgoing: Outgoing[], messages: Message[]) => {
  const ids = new Set(messages.map((one) => one.id))
  const clients = new Set(messages.map((one) => one.clientId).filter(Boolean))
  return outgoing.filter((one) => !clients.has(one.clientId) && !(one.messageId && ids.has(one.messageId)))
}

const rank: Record<Outgoing['state'], number> = { posting: 0, queued: 1, sending: 2, unconfirmed: 3, failed: 3, sent: 4 }

/** Reports may come before the answer to our own request, or twice: a state never goes back. */
export const advanced = (one: Outgoing, state: Outgoing['state'], error: string | null): Outgoing =>
  rank[state] < rank[one.state] ? one : { ...one, state, error }

/** How a bubble looks as a message of the timeline. */
export const asMessage = (one: Outgoing, conversationId: string, author: { id: string; name: string }): Message => ({
  id: one.clientId,
  conversationId,
  clientId: one.clientId,
  direction: 'out',
  kind: one.kind === 'note' ? 'note' : 'message',
  visibility: one.kind === 'note' || one.private ? 'private' : 'public',
  version: 0,
  subject: null,
  to: [],
  cc: [], missing: [],
  replyTo: [],
  at: one.at,
  evidence: null,
  confidence: null,
  conflict: false,
  dueAt: null,
  author: { name: author.name, handle: null, address: null, staffId: author.id },
  text: one.text,
  reply: one.text,
  html: null,
  remoteImages: 0,
  attachments: one.attachments,
  sentAt: one.at,
  receivedAt: one.at,
  externalId: null,
  messageId: null,
  hasRaw: false,
  unverified: false,
  deletedAt: null, moderation: null,
  editedAt: null,
  rule: null,
  state: null,
  error: null,
  automatic: null,
  answers: null,
})
