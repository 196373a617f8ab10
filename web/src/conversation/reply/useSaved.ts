import { ref } from 'vue'
import { listSaved } from '@/api/saved'
import { asProblem, type Problem } from '@/api/problem'
import type { SavedReply } from '@/api/types'

const saved = ref<SavedReply[] | null>(null)
const problem = ref<Problem | null>(null)

/** The saved replies as they were last read: at hand at once, and read again each time somebody looks for one. */
export function useSaved() {
  return {
    saved,
    problem,
    look: () => listSaved().then(
      (page) => {
        saved.value = page.items
        problem.value = null
      },
      (reason) => void (problem.value = asProblem(reason)),
    ),
  }
}
