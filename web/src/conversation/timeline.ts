import type { Ask, Message } from '@/api/types'

export const timeOf = (message: Message) => message.sentAt ?? message.receivedAt

const inOrder = (a: Message, b: Message) => timeOf(a).localeCompare(timeOf(b)) || a.id.localeCompare(b.id)

/** One message more, or a newer face of one that is there. */
export function withMessage(messages: Message[], message: Message): Message[] {
  return [...messages.filter((one) => one.id !== message.id), message].sort(inOrder)
}

export const withMessages = (messages: Message[], more: Message[]) => {
  const ids = new Set(more.map((one) => one.id))
  return [...messages.filter((one) => !ids.has(one.id)), ...more].sort(inOrder)
}

/** Each ask under the message that began it: the first from the person at or after that moment. */
export function asksByMessage(messages: Message[], asks: Ask[]): Map<string, Ask> {
  const found = new Map<string, Ask>()
  for (const ask of asks) {
    if (ask.withdrawnAt) continue
    const begun = messages.find((one) => one.direction === 'in' && one.kind === 'message' && timeOf(one) >= ask.askedAt)
    if (begun && !found.has(begun.id)) found.set(begun.id, ask)
  }
  return found
}

/** The day that begins at each message, where it differs from the message above. */
export function daysOf(messages: Message[]): Set<string> {
  const day = (message: Message) => new Date(timeOf(message)).toDateString()
  return new Set(messages.filter((one, at) => at === 0 || day(one) !== day(messages[at - 1] as Message)).map((one) => one.id))
}
