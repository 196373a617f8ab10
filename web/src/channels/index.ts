import type { IconName } from '@/ui/icons'
import { email } from './email'

/** What the page knows of a channel beyond the server's description. One file per channel, one line here. */
export type ChannelFace = {
  icon: IconName
  /** Fills in what can be guessed from what was typed; nothing that was typed is overwritten. */
  guess?: (settings: Record<string, string>) => Record<string, string>
  /** Settings that most people never need to see. */
  advanced?: string[]
}

const faces: Record<string, ChannelFace> = { email }

export const faceOf = (channel: string): ChannelFace => faces[channel] ?? { icon: 'chat' }
