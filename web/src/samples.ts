import type { Ask, Card, Conversation, Message, SavedReply, Way } from '@/api/types'

// For specs only: whole shapes with one thing changed.
const at = '2026-05-06T10:00:00.000Z'

export const aCard = (more: Partial<Card> = {}): Card => ({
  id: 'c1', version: 1, state: 'open', channel: 'email', accountId: 'a1', person: { id: 'p1', name: 'Amélie Duval' }, subject: 'Delivery', preview: 'Where is it?',
  content: null, visibility: 'private', waitingSince: at, targetAt: null, nearAt: null, priority: null, snoozedUntil: null, assignee: null, tags: [], who: null, why: null, nature: null, also: [], topic: null, sentiment: null, language: null, outcome: null, amount: null, lastMessageAt: at, messages: 1, ...more,
})

export const aWay = (more: Partial<Way> = {}): Way => ({
  visibility: 'private', conversationId: 'c1', version: 1, accountId: 'a1', channel: 'email', answersComment: false, textLimit: null, counts: 'characters', files: null, fileBytes: null, takesTemplates: false, until: null, closed: null, ...more,
})

export const aConversation = (more: Partial<Conversation> = {}): Conversation => ({ ...aCard(), asks: [], participants: [], merged: [], continues: [], continuedBy: [], ways: [aWay({ channel: more.channel ?? 'email' })], related: [], acts: [], draft: null, sent: null, ...more })

export const aMessage = (more: Partial<Message> = {}): Message => ({
  id: 'm1', version: 1, subject: null, to: [], cc: [], replyTo: [], at, evidence: null, confidence: null, conflict: false, dueAt: null, conversationId: 'c1', clientId: null, direction: 'in', kind: 'message', visibility: 'private', author: { name: 'Amélie Duval', handle: null, address: 'amelie@example.org', staffId: null },
  text: 'Where is it?', reply: 'Where is it?', html: null, remoteImages: 0, attachments: [], missing: [], sentAt: at, receivedAt: at, externalId: null, messageId: null, hasRaw: false, unverified: false, deletedAt: null, moderation: null, editedAt: null, rule: null, state: null, error: null, automatic: null, answers: null, ...more,
})

export const anAsk = (more: Partial<Ask> = {}): Ask => ({
  id: 'k1', askedAt: at, answeredAt: null, dismissedAt: null, withdrawnAt: null, first: true, answeredBy: null, owner: null, workingMs: null, inHours: null, dueAt: null, ...more,
})

export const aSavedReply = (more: Partial<SavedReply> = {}): SavedReply => ({ id: 's1', name: 'Thanks', text: 'Hello {{person.firstName}}, thank you for writing.', shortcut: null, language: null, accounts: [], teams: [], mayChange: true, by: 'Mia', used: 0, usedAt: null, ...more })
