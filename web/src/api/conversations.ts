import { call } from './client'
import type { Card, Conversation, Counts, Draft, FilledTemplate, Merged, Message, Moderation, Page, Priority, Tab, Template } from './types'

export type ListQuery = { state?: Tab; q?: string; account?: string; assignee?: string; order?: string; cursor?: string | null; limit?: number }
export type ReplyBody = { clientId: string; text: string; seenVersion: number; private?: boolean; attachments?: string[]; template?: FilledTemplate; inserted?: { id: string; text: string }[] }

const at = (id: string) => `/conversations/${encodeURIComponent(id)}`

export const listConversations = (query: ListQuery, signal?: AbortSignal) => call<Page<Card>>('GET', '/conversations', { query, signal })
export const countConversations = () => call<Counts>('GET', '/conversations/counts')
export const readConversation = (id: string) => call<Conversation>('GET', at(id))
export const readMessages = (id: string, before?: string | null, limit = 50) =>
  call<Page<Message>>('GET', `${at(id)}/messages`, { query: { before, limit, whole: true } })

export const postReply = (id: string, body: ReplyBody) => call<{ message: Message }>('POST', `${at(id)}/replies`, { body })
export const undoReply = (id: string, clientId: string) => call<undefined>('DELETE', `${at(id)}/replies/${clientId}`)
export const sendAgain = (id: string, clientId: string) => call<undefined>('POST', `${at(id)}/replies/${clientId}/attempts`, { body: {} })
export const postNote = (id: string, body: { clientId: string; text: string }) =>
  call<{ message: Message }>('POST', `${at(id)}/notes`, { body })
export const saveDraft = (id: string, draft: Omit<Draft, 'attachments'> & { attachments: string[] }) => call<Draft>('PUT', `${at(id)}/draft`, { body: draft })

export const assign = (id: string, staffId: string) => call<Card>('PUT', `${at(id)}/assignment`, { body: { staffId } })
export const unassign = (id: string) => call<Card>('DELETE', `${at(id)}/assignment`)
export const setPriority = (id: string, priority: Priority) => call<Card>('PUT', `${at(id)}/priority`, { body: { priority } })
export const close = (id: string) => call<Card>('PUT', `${at(id)}/closure`, { body: {} })
export const reopen = (id: string) => call<Card>('DELETE', `${at(id)}/closure`)
export const snooze = (id: string, until: string) => call<Card>('PUT', `${at(id)}/snooze`, { body: { until } })
export const wake = (id: string) => call<Card>('DELETE', `${at(id)}/snooze`)
export const addTag = (id: string, tag: string) => call<Card>('PUT', `${at(id)}/tags/${encodeURIComponent(tag)}`, { body: {} })
export const removeTag = (id: string, tag: string) => call<Card>('DELETE', `${at(id)}/tags/${encodeURIComponent(tag)}`)
export const setContext = (id: string, change: Record<string, unknown>) => call<Card>('PATCH', `${at(id)}/context`, { body: change })
export const dismissAsk = (id: string, ask: string) => call<Card>('PUT', `${at(id)}/asks/${ask}/dismissal`, { body: {} })
export const restoreAsk = (id: string, ask: string) => call<Card>('DELETE', `${at(id)}/asks/${ask}/dismissal`)

export const moderate = (id: string, message: string, state: Moderation) => call<undefined>('POST', `${at(id)}/messages/${message}/moderation`, { body: { state } })

export const listTemplates = (id: string) => call<Page<Template>>('GET', `${at(id)}/templates`)

export const mergeConversation = (id: string, otherId: string) => call<Merged>('POST', `${at(id)}/merge`, { body: { otherId } })
export const splitConversation = (id: string, messageIds: string[]) =>
  call<{ undoId: string; conversationId: string }>('POST', `${at(id)}/split`, { body: { messageIds } })
export const undo = (undoId: string) => call<undefined>('DELETE', `/undo/${undoId}`)
export const acceptSuggestion = (id: string, otherId: string) =>
  call<Merged>('POST', `${at(id)}/suggestions/${otherId}`, { body: {} })
export const refuseSuggestion = (id: string, otherId: string) => call<Merged>('DELETE', `${at(id)}/suggestions/${otherId}`)
export const acceptParticipant = (id: string, identityId: string) =>
  call<undefined>('PUT', `${at(id)}/participants/${encodeURIComponent(identityId)}/acceptance`, { body: {} })
