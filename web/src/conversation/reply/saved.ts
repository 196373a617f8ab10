import type { Conversation, SavedReply } from '@/api/types'
import { folded } from '@/commands/match'

/** What was put into a text from a saved reply, with its gaps filled in. */
export type Inserted = { id: string; text: string }

/** The server takes as many with a reply. */
const most = 20
export const withOne = (all: Inserted[], one: Inserted) => [...all, one].slice(-most)

/** Those that may be used here: of this account's, or of none's. */
export const usableIn = (all: SavedReply[], accountId: string | undefined) => all.filter((one) => one.accounts.length === 0 || (accountId !== undefined && one.accounts.includes(accountId)))

/** Those that hold every typed word in name, shortcut or text: a shortcut before a name before a text, then the language of the talk, then what is used most. */
export function matchingSaved(all: SavedReply[], typed: string, language: string | null): SavedReply[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  const first = words[0] ?? ''
  const held = (one: SavedReply) => folded(`${one.shortcut ?? ''} ${one.name} ${one.text}`)
  const rank = (one: SavedReply) => {
    const [short, name] = [folded(one.shortcut ?? ''), folded(one.name)]
    return first === '' ? 0 : short === first ? 0 : short.startsWith(first) ? 1 : name.startsWith(first) ? 2 : words.every((word) => name.includes(word)) ? 3 : 4
  }
  const strange = (one: SavedReply) => (language && one.language && one.language !== language ? 1 : 0)
  return all
    .filter((one) => words.every((word) => held(one).includes(word)))
    .sort((a, b) => rank(a) - rank(b) || strange(a) - strange(b) || b.used - a.used || a.name.localeCompare(b.name))
}

/** The language that the person writes in, said by staff or else suggested. */
export const languageOf = (conversation: Conversation) => conversation.language?.value ?? null

/** Whether a key at this place begins a line of its own: there "/" asks for a saved reply, everywhere else it is a letter. */
export const onEmptyLine = (text: string, start: number, end: number) => start === end && (start === 0 || text[start - 1] === '\n') && (end === text.length || text[end] === '\n')
