import { onScopeDispose, ref } from 'vue'
import { countConversations } from '@/api/conversations'
import type { Counts } from '@/api/types'
import { useLive } from '@/live/useLive'

/** How many wait, for the tabs. Asked again at most every two seconds while things change. */
export function useCounts() {
  const counts = ref<Counts | null>(null)
  const live = useLive()
  let planned: ReturnType<typeof setTimeout> | undefined

  const read = async () => {
    planned = undefined
    counts.value = await countConversations().catch(() => counts.value)
  }
  const soon = () => void (planned ??= setTimeout(() => void read(), 2_000))
  const ends = [live.on('changed', soon), live.onRefetch(() => void read())]
  onScopeDispose(() => {
    clearTimeout(planned)
    ends.forEach((end) => end())
  })
  void read()
  return { counts, soon }
}
