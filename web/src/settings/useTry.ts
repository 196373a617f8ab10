import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { asProblem } from '@/api/problem'
import { wordsFor, wrongWith } from '@/ui/problemWords'

/** One form's attempt: busy, what was refused in general, and what is wrong with each field. */
export function useTry() {
  const { t } = useI18n()
  const busy = ref(false)
  const refused = ref('')
  const errors = ref<Record<string, string[]>>({})

  async function attempt<T>(run: () => Promise<T>): Promise<T | undefined> {
    busy.value = true
    refused.value = ''
    errors.value = {}
    try {
      return await run()
    } catch (reason) {
      const problem = asProblem(reason)
      errors.value = wrongWith(problem)
      if (Object.keys(errors.value).every((key) => key === '')) refused.value = errors.value['']?.join(' ') ?? wordsFor(problem, t)
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, refused, errors, attempt }
}
