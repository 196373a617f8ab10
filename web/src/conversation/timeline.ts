import type { Act, Ask, Message, Page } from '@/api/types'

export const timeOf = (message: Message) => message.sentAt ?? message.receivedAt

const inOrder = (a: Message, b: Message) => timeOf(a).localeCompare(timeOf(b)) || a.id.localeCompare(b.id)

/** One message more, or a newer face of one that is there. */
export const withMessage = (messages: Message[], message: Message) => withMessages(messages, [message])

/** Of several faces of one message, the last. */
export const withMessages = (messages: Message[], more: Message[]): Message[] =>
  [...new Map([...messages, ...more].map((one) => [one.id, one])).values()].sort(inOrder)

/** The newest page as the server has it: what was moved to another conversation is gone; what is older than the page, or came while it was read, stays. */
export function withNewest(messages: Message[], page: Page<Message>, arrived: Message[]): Message[] {
  const first = page.items[0]
  const older = page.next && first ? messages.filter((one) => inOrder(one, first) < 0) : []
  return withMessages([...older, ...page.items], arrived)
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

/** Where a new day begins. */
export function daysOf(entries: { id: string; at: string }[]): Set<string> {
  const day = (at: string | undefined) => at && new Date(at).toDateString()
  return new Set(entries.filter((one, at) => day(one.at) !== day(entries[at - 1]?.at)).map((one) => one.id))
}

export type Entry = { at: string; id: string } & ({ kind: 'message'; message: Message } | { kind: 'act'; act: Act })

/** Messages with what staff did between them; what was taken back is not told. Acts older than the first message shown wait for it. */
export function entriesOf(messages: Message[], acts: Act[], whole: boolean): Entry[] {
  const from = messages[0] && !whole ? timeOf(messages[0]) : ''
  return [
    ...messages.map((message): Entry => ({ kind: 'message', at: timeOf(message), id: message.id, message })),
    ...acts.filter((act) => !act.undone && act.at >= from).map((act): Entry => ({ kind: 'act', at: act.at, id: `act-${act.id}`, act })),
  ].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
}
