import { computed, ref, watch, type Ref } from 'vue'
import type { Conversation, Draft, Way } from '@/api/types'
import { faceOf } from '@/channels'
import { counters } from '@/channels/count'
import { useAccounts } from '@/channels/useAccounts'
import { useNow } from '@/ui/useNow'

export type Visibility = Way['visibility']
export type Choice = NonNullable<Draft['way']>
/** Why nothing can be sent this way now, in the words under `way.shut`. */
export type Shut = NonNullable<Way['closed']> | 'account' | 'lost'

const open: Choice[] = ['note', 'private', 'public']
/** Of two texts in one box: what fewer may read. */
export const closer = (one: Choice, other: Choice) => (open.indexOf(one) < open.indexOf(other) ? one : other)

/** In which ways a conversation can be answered, which one is chosen, and what keeps it from being sent. */
export function useWays(conversation: Ref<Conversation>, text: Ref<string>, files: Ref<{ name: string; size: number }[]>, heard: Visibility | null = null, kept: Draft | null = null) {
  const accounts = useAccounts()
  const now = useNow()
  // Where the person spoke last, if that was in private: what belongs there must not slip into the open by habit.
  const usual = () =>
    heard === 'private' && conversation.value.ways.some((one) => one.visibility === 'private' && !one.closed) ? 'private'
    : conversation.value.ways.some((one) => one.visibility === conversation.value.visibility) ? conversation.value.visibility
    : (conversation.value.ways[0]?.visibility ?? 'private')
  // Text was written for whom it was written: a draft of which that is not known is shown to nobody more than the team.
  const opening = (): Choice => (kept ? (kept.way ?? (usual() === 'public' ? 'note' : usual())) : usual())
  const choice = ref<Choice>(opening())
  const way = computed(() => (choice.value === 'note' ? null : (conversation.value.ways.find((one) => one.visibility === choice.value) ?? null)))
  // A way may go away while it is chosen: nothing private must slip into the open.
  watch(() => conversation.value.ways.map((one) => one.visibility).join(), () => {
    if (choice.value === 'note' || conversation.value.ways.length === 0 || way.value) return
    if (choice.value === 'public' || !(text.value.trim() || files.value.length)) choice.value = usual()
  }, { immediate: true })

  const account = computed(() => accounts.value.find((one) => one.id === way.value?.accountId) ?? null)
  const shutOf = (one: Way): Shut | null =>
    accounts.value.find((known) => known.id === one.accountId)?.health.state === 'red' ? 'account'
    : (one.closed ?? (one.until && Date.parse(one.until) < now.value ? (one.answersComment ? 'old' : 'window') : null))
  const shut = computed<Shut | null>(() => (way.value ? shutOf(way.value) : choice.value === 'note' ? null : 'lost'))
  const choices = computed<Choice[]>(() => [...new Set<Choice>([...conversation.value.ways.map((one) => one.visibility), choice.value, 'note'])])
  const length = computed(() => (way.value ? (faceOf(way.value.channel).length ?? counters[way.value.counts])(text.value.trim()) : 0))
  const over = computed(() => (way.value?.textLimit != null && length.value > way.value.textLimit ? length.value - way.value.textLimit : 0))
  const named = computed(() => (way.value?.visibility === 'private' ? [...new Set(faceOf(way.value.channel).named?.(text.value) ?? [])] : []))
  const misfit = computed(() => {
    const one = way.value
    if (!one || files.value.length === 0) return null
    if (one.files === 0) return { key: 'none' as const }
    if (one.files !== null && files.value.length > one.files) return { key: 'many' as const, n: one.files }
    const large = one.fileBytes !== null && files.value.find((file) => file.size > (one.fileBytes ?? 0))
    return large ? { key: 'large' as const, name: large.name, n: Math.floor((one.fileBytes ?? 0) / 1_000_000) } : null
  })
  return {
    choice, choices, usual, way, account, shut, length, over, named, misfit,
    /** Whether the other way is open when this one is not. */
    other: computed(() => conversation.value.ways.find((one) => one.visibility !== way.value?.visibility && !shutOf(one)) ?? null),
    both: computed(() => choices.value.length > 2),
  }
}
