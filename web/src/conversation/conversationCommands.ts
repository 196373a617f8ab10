import type { Conversation } from '@/api/types'
import type { Command } from '@/commands/useCommands'
import type { IconName } from '@/ui/icons'
import type { Asked } from './asked'
import { suggestions } from './context/fields'

/** Everything that an open conversation offers to the keyboard and the palette. */
export function conversationCommands(conversation: Conversation, t: (key: string) => string, ask: (asked: Asked) => void): Command[] {
  const one = (asked: Asked, icon: IconName, keys?: string): Command => ({ id: asked, label: t(`action.${asked}`), icon, keys, run: () => ask(asked) })
  const closed = conversation.state === 'closed'
  return [
    one('reply', 'reply', 'r'),
    one('note', 'lock', 'n'),
    one('saved', 'saved', 'i'),
    one('assignMe', 'person', 'a'),
    one('assign', 'people'),
    closed ? one('reopen', 'undo', 'e') : one('close', 'check', 'e'),
    conversation.state === 'snoozed' ? one('wake', 'clock', 'z') : one('snooze', 'snooze', 'z'),
    one('tag', 'tag', 't'),
    one('priority', 'flag', 'u'),
    one('context', 'note', 'c'),
    ...(Object.keys(suggestions(conversation)).length > 0 ? [one('acceptContext', 'check', 'y')] : []),
    one('merge', 'merge'),
    one('split', 'split'),
  ]
}
