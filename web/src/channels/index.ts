import type { Language } from '@/i18n'
import type { IconName } from '@/ui/icons'

/** What the page knows of a channel beyond the server's description: what `<channel>.ts` beside this file exports under the channel's name. */
export type ChannelFace = {
  icon: IconName
  /** Fills in what can be guessed from what was typed; nothing that was typed is overwritten. */
  guess?: (settings: Record<string, string>) => Record<string, string>
  /** Settings that most people never need to see. */
  advanced?: string[]
  /** Its history can be imported from files without connecting anything. */
  importable?: boolean
  /** What a new installation connects first. */
  first?: boolean
  /** What is pasted elsewhere once the account is there. */
  paste?: (origin: string, account: string) => string
  /** How long a text is there, where the server's description does not say it all. */
  length?: (text: string) => number
  /** Whom a text names, where whoever is named in a private answer gets it. */
  named?: (text: string) => string[]
  words?: Record<Language, Words>
}

/** How the page calls a channel, its settings and what can be chosen for them. */
type Words = { name: string; title: string; setting?: Record<string, string>; hint?: Record<string, string>; choice?: Record<string, Record<string, string>> }

const files = import.meta.glob<Record<string, ChannelFace>>(['./*.ts', '!./{index,count,use*,*.spec}.ts'], { eager: true })

const faces: Record<string, ChannelFace> = Object.fromEntries(Object.entries(files).flatMap(([path, file]) => Object.entries(file).filter(([channel]) => path === `./${channel}.ts`)))

export const faceOf = (channel: string): ChannelFace => faces[channel] ?? { icon: 'chat' }

/** All channels' words in one language, as messages beside the page's own. */
export function channelWords(language: Language) {
  const known = Object.entries(faces).flatMap(([channel, face]) => (face.words ? [[channel, face.words[language]] as const] : []))
  const each = <T>(pick: (words: Words) => T | undefined) => Object.fromEntries(known.map(([channel, words]) => [channel, pick(words) ?? {}]))
  return { channel: each((words) => words.name), channelName: each((words) => words.title), setting: each((words) => words.setting), settingHint: each((words) => words.hint), settingChoice: each((words) => words.choice) }
}
