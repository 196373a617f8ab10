import type { Conversation } from '@/api/types'
import { useSession } from '@/session/useSession'
import { moveDraft } from './drafts'
import { unsentOf } from './unsent'

/** What this browser keeps of conversations that became part of another belongs to that one, for as long as they are. Words join those that stand there, so they wait until these are known. */
export function followMerged({ id, merged }: Conversation, told = true) {
  const unsent = unsentOf(useSession().me.value?.id ?? '')
  for (const from of merged) {
    if (told) moveDraft(from, id)
    unsent.move(from, id)
  }
  unsent.part(id, merged)
}
