import { ref } from 'vue'
import { asProblem, type Problem } from '@/api/problem'
import { listAudit } from '@/api/settings'
import type { Audited } from '@/api/types'

type State = { kind: 'loading' } | { kind: 'failed'; problem: Problem } | { kind: 'ready'; items: Audited[]; next: string | null }

/** What was done by whom, newest first, a page at a time. */
export function useAudit() {
  const state = ref<State>({ kind: 'loading' })

  async function load() {
    state.value = { kind: 'loading' }
    try {
      const page = await listAudit()
      state.value = { kind: 'ready', ...page }
    } catch (reason) {
      state.value = { kind: 'failed', problem: asProblem(reason) }
    }
  }
  async function more() {
    if (state.value.kind !== 'ready' || !state.value.next) return
    const page = await listAudit(state.value.next).catch(() => null)
    if (page && state.value.kind === 'ready') state.value = { kind: 'ready', items: [...state.value.items, ...page.items], next: page.next }
  }
  void load()
  return { state, load, more }
}
