import type { Conversation, Me } from '@/api/types'

/** The gaps that a saved reply may have; what fills them stands in the conversation. The server refuses to send one that is left (Placeholders.cs). */
export const gaps = ['person.name', 'person.firstName', 'staff.name', 'content.title'] as const
export type Gap = (typeof gaps)[number]

const left = /\{\{\s*(?:person|staff|content)\.[^{}\s]*\s*\}\}/i

/** What is known to fill gaps with. An address is no name: nobody is greeted with one. */
export function valuesFor(conversation: Conversation, me: Me | null): Partial<Record<Gap, string>> {
  const name = conversation.person.name?.trim() ?? ''
  const known = name.includes('@') || /^[\d\s+().-]*$/.test(name) ? '' : name
  return { 'person.name': known, 'person.firstName': firstOf(known), 'staff.name': me?.name ?? '', 'content.title': conversation.content?.title ?? '' }
}

/** "Duval, Amélie" and "Amélie Duval" are both Amélie. */
const firstOf = (name: string) => (name.includes(',') ? (name.split(',')[1] ?? '') : name).trim().split(/\s+/)[0] ?? ''

/** A text with its gaps filled in; what nothing is known for stays, so that it is seen. */
export const filledIn = (text: string, values: Partial<Record<Gap, string>>) =>
  gaps.reduce((all, gap) => (values[gap] ? all.replaceAll(new RegExp(`\\{\\{\\s*${gap.replace('.', '\\.')}\\s*\\}\\}`, 'g'), () => values[gap] ?? '') : all), text)

/** The first gap that is left, and where it stands. */
export function leftIn(text: string): { words: string; at: number } | null {
  const found = left.exec(text)
  return found ? { words: found[0], at: found.index } : null
}
