import type { Conversation } from '@/api/types'
import { useSession } from '@/session/useSession'
import { moveDraft } from './drafts'
import { moveParted } from './parted'
import { unsentOf } from './unsent'

/** What this browser keeps of conversations that became part of another belongs to that one, for as long as they are. Words join those that stand there, so they wait until these are known. */
export function followMerged({ id, merged }: Conversation, told = true) {
  const staff = useSession().me.value?.id ?? ''
  const unsent = unsentOf(staff)
  for (const from of merged) {
    if (told) moveDraft(from, id)
    moveParted(staff, from, id)
    unsent.move(from, id)
  }
  unsent.part(id, merged)
}
