import { onScopeDispose, ref } from 'vue'
import { countConversations } from '@/api/conversations'
import type { Counts } from '@/api/types'
import { useLive } from '@/live/useLive'

/** How many wait, for the tabs. Asked again at most every two seconds while things change, and each minute that is looked on: time alone makes answers late. */
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
  const ticking = setInterval(() => document.visibilityState === 'visible' && void read(), 60_000)
  onScopeDispose(() => {
    clearInterval(ticking)
    clearTimeout(planned)
    ends.forEach((end) => end())
  })
  void read()
  return { counts, soon }
}
