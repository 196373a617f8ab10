import { onScopeDispose, ref, watch } from 'vue'
import { call } from '@/api/client'
import type { MissingFile } from '@/api/types'

type Missing = { problem: string | null; late: boolean }
const pause = 3000
const looks = 20

/** Files that are shown and not here: a platform still has them, or does not hand them over. Looked at while they are waited for, a minute at most. */
export function useMissing(given: () => MissingFile[]) {
  const missing = ref<Record<string, Missing>>({})
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const at = (id: string) => `/attachments/${id}/fetch`
  const set = (id: string, next: Missing) => void (missing.value = { ...missing.value, [id]: next })

  function wait(id: string, left = looks) {
    clearTimeout(timers.get(id))
    if (!left) return set(id, { problem: null, late: true })
    timers.set(id, setTimeout(() => void look(id, left - 1), pause))
  }

  /** Whether it is missing. */
  async function look(id: string, left = looks) {
    return learn(id, await call<MissingFile | undefined>('GET', at(id)).catch(() => null), left)
  }

  async function again(id: string) {
    const before = missing.value[id]?.problem ?? null
    set(id, { problem: null, late: false })
    learn(id, await call<MissingFile | undefined>('PUT', at(id)).catch(() => (before ? { id, problem: before } : null)), looks)
  }

  /** What the server says; null when it says nothing. */
  function learn(id: string, said: MissingFile | undefined | null, left: number) {
    if (said === undefined) {
      missing.value = Object.fromEntries(Object.entries(missing.value).filter(([one]) => one !== id))
      return false
    }
    if (said === null && !(id in missing.value)) return false
    set(id, { problem: said?.problem ?? null, late: said === null })
    if (said && !said.problem) wait(id, left)
    return true
  }

  watch(given, (now) => now.forEach((one) => !(one.id in missing.value) && learn(one.id, one, looks)), { immediate: true })
  onScopeDispose(() => timers.forEach((timer) => clearTimeout(timer)))
  return { missing, look, again }
}
