import { readConversation } from '@/api/conversations'
import type { Draft } from '@/api/types'
import { draftsOf } from './drafts'
import { isSame, joined, within } from './meeting'
import { moveUploads } from './useUploads'

/**
 * All that stands in a box goes behind what stands in that of another conversation; it is kept there before it goes here. Which conversation that is now; null where the box is not there any more,
 * or the two are one again. Throws where the other cannot be read.
 */
export async function takeAlong(leaving: string, to: string, box: () => Draft | null) {
  const { id, draft: theirs } = await readConversation(to)
  const words = box()
  if (!words || id === leaving) return null
  const [here, there] = [draftsOf(leaving), draftsOf(id)]
  const from = here.writtenFrom()
  const isTheirs = !theirs || within(theirs, words) || (from && isSame(theirs, from))
  const whole = isTheirs ? words : joined(words, theirs)
  there.adopt({ ...whole, updatedAt: undefined, from: theirs })
  moveUploads(here.name, there.name, (attachment) => there.giveBack({ text: '', attachments: [attachment], way: words.way }))
  here.drop()
  return id
}
