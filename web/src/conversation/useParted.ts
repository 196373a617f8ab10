import { ref, watch, type Ref } from 'vue'
import { asProblem } from '@/api/problem'
import type { Conversation, Draft } from '@/api/types'
import { takeAlong } from './reply/takeAlong'

type Box = { isEmpty: () => boolean; isWriting: () => boolean; written: () => Draft; clear: () => void }

/**
 * The conversation that was part of the one that is open, and is one of its own again. Whoever came along with its merge goes back with it, unless something stands in the box: for whom that is
 * meant only they know, so they are asked.
 */
export function useParted(conversation: Ref<Conversation | null>, box: Readonly<Ref<Box | null>>, go: (to: string, writes: boolean) => void) {
  const parted = ref<string | null>(null)
  const notTaken = ref<ReturnType<typeof asProblem> | null>(null)
  let from: string | null = null

  function part(one: string | null) {
    parted.value = one
    notTaken.value = null
  }

  watch(conversation, (now, before) => {
    if (!now || now.id !== before?.id) {
      from = before && now?.merged.includes(before.id) ? before.id : null
      return part(null)
    }
    const lost = before.merged.filter((one) => !now.merged.includes(one))
    const [first] = lost.filter((one) => one === from).concat(lost)
    if (first) part(first)
    const one = parted.value
    if (!one || now.merged.includes(one)) return part(null)
    if (box.value && !box.value.isEmpty()) return
    part(null)
    if (one === from) go(one, box.value?.isWriting() ?? false)
  })

  /** What stands in the box was meant for the one that went. */
  async function take() {
    const [here, to, written] = [conversation.value?.id, parted.value, box.value]
    if (!here || !to || !written) return
    try {
      const other = await takeAlong(here, to, () => (box.value === written && parted.value === to ? written.written() : null))
      if (!other) return
      part(null)
      written.clear()
      go(other, true)
    } catch (reason) {
      if (parted.value === to) notTaken.value = asProblem(reason)
    }
  }
  return { parted, notTaken, take, stay: () => part(null) }
}
