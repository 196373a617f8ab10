import type { Language } from '@/i18n'
import type { IconName } from '@/ui/icons'
import { bluesky } from './bluesky'
import { chat } from './chat'
import { email } from './email'
import { facebook } from './facebook'
import { instagram } from './instagram'
import { mastodon } from './mastodon'
import { messenger } from './messenger'
import { telegram } from './telegram'
import { webhook } from './webhook'
import { whatsapp } from './whatsapp'
import { wordpress } from './wordpress'
import { x } from './x'

/** What the page knows of a channel beyond the server's description. One file per channel, one line here. */
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
  words?: Record<Language, Words>
}

/** How the page calls a channel, its settings and what can be chosen for them. */
type Words = { name: string; title: string; setting?: Record<string, string>; hint?: Record<string, string>; choice?: Record<string, Record<string, string>> }

const faces: Record<string, ChannelFace> = { bluesky, chat, email, facebook, instagram, mastodon, messenger, telegram, webhook, whatsapp, wordpress, x }

export const faceOf = (channel: string): ChannelFace => faces[channel] ?? { icon: 'chat' }

/** All channels' words in one language, as messages beside the page's own. */
export function channelWords(language: Language) {
  const known = Object.entries(faces).flatMap(([channel, face]) => (face.words ? [[channel, face.words[language]] as const] : []))
  const each = <T>(pick: (words: Words) => T | undefined) => Object.fromEntries(known.map(([channel, words]) => [channel, pick(words) ?? {}]))
  return { channel: each((words) => words.name), channelName: each((words) => words.title), setting: each((words) => words.setting), settingHint: each((words) => words.hint), settingChoice: each((words) => words.choice) }
}
