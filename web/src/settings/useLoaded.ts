import { ref } from 'vue'
import { asProblem, type Problem } from '@/api/problem'

export type Loaded<T> = { kind: 'loading' } | { kind: 'failed'; problem: Problem } | { kind: 'ready'; items: T[] }

/** A short list that is read whole: loading, failed or there. */
export function useLoaded<T extends { id: string }>(read: () => Promise<{ items: T[] }>) {
  const state = ref<Loaded<T>>({ kind: 'loading' })

  async function load(quietly = false) {
    if (!quietly) state.value = { kind: 'loading' }
    try {
      state.value = { kind: 'ready', items: (await read()).items }
    } catch (reason) {
      state.value = { kind: 'failed', problem: asProblem(reason) }
    }
  }
  const edit = (change: (items: T[]) => T[]) => {
    if (state.value.kind === 'ready') state.value = { kind: 'ready', items: change(state.value.items as T[]) }
  }
  void load()

  return {
    state,
    load,
    put: (item: T) => edit((items) => (items.some((one) => one.id === item.id) ? items.map((one) => (one.id === item.id ? item : one)) : [...items, item])),
    remove: (id: string) => edit((items) => items.filter((one) => one.id !== id)),
  }
}
