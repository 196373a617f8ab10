import { computed, ref, watch, type Ref } from 'vue'
import { readConversation } from '@/api/conversations'
import { asProblem } from '@/api/problem'
import type { Conversation, Draft } from '@/api/types'
import { useSession } from '@/session/useSession'
import { keepParted, partedOf } from './reply/parted'
import { takeAlong } from './reply/takeAlong'

type Box = { isEmpty: () => boolean; isWriting: () => boolean; written: () => Draft; clear: () => void }

/**
 * The conversations that were part of the one that is open, and are their own again. Whoever came along with such a merge goes back when it is undone, unless something stands in the box: for whom
 * that is meant only they know, so they are asked, and it is not sent before they have said so.
 */
export function useParted(conversation: Ref<Conversation | null>, box: Readonly<Ref<Box | null>>, go: (to: string, writes: boolean) => void) {
  const staff = useSession().me.value?.id ?? ''
  const parted = ref<string[]>([])
  const names = ref<Record<string, string>>({})
  const notTaken = ref<ReturnType<typeof asProblem> | null>(null)
  let from: string | null = null

  function ask(here: string, about: string[]) {
    notTaken.value = null
    parted.value = about
    keepParted(staff, here, about)
    about.forEach((one) => !(one in names.value) && void readConversation(one).then(({ person }) => (names.value = { ...names.value, [one]: person.name ?? '' }), () => undefined))
  }

  watch(conversation, (now, before) => {
    if (!now) return void (parted.value = [])
    const isApart = (one: string) => !now.merged.includes(one)
    if (now.id !== before?.id) {
      from = before && now.merged.includes(before.id) ? before.id : null
      return ask(now.id, partedOf(staff, now.id).filter(isApart))
    }
    const lost = before.merged.filter(isApart)
    if (lost.length > 0 && (!box.value || box.value.isEmpty())) {
      ask(now.id, [])
      if (from && lost.includes(from)) go(from, box.value?.isWriting() ?? false)
    } else if (lost.length > 0 || !parted.value.every(isApart)) ask(now.id, [...new Set([...parted.value, ...lost])].filter(isApart))
  })
  // What was asked about is over: sent or emptied elsewhere.
  watch(box, (now) => now?.isEmpty() && conversation.value && ask(conversation.value.id, []))

  /** What stands in the box was meant for one that went. */
  async function take(to: string) {
    const [here, written] = [conversation.value?.id, box.value]
    if (!here || !written) return
    const stands = () => box.value === written && conversation.value?.id === here && parted.value.includes(to)
    try {
      const other = await takeAlong(here, to, () => (stands() ? written.written() : null))
      if (!other) return
      ask(here, [])
      written.clear()
      go(other, true)
    } catch (reason) {
      if (stands()) notTaken.value = asProblem(reason)
    }
  }
  return {
    /** Who is asked about; nobody while nothing stands there. */
    asked: computed(() => (box.value && !box.value.isEmpty() ? parted.value.map((id) => ({ id, name: names.value[id] ?? '' })) : [])),
    notTaken,
    take,
    stay: () => conversation.value && ask(conversation.value.id, []),
  }
}
