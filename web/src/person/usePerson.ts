import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { readHistory, readPerson } from '@/api/people'
import { asProblem, type Problem } from '@/api/problem'
import type { Card, Person } from '@/api/types'
import { useLive } from '@/live/useLive'

export type PersonState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'ready'; person: Person; history: Card[]; next: string | null }

/** A person with every conversation we had, wherever it was. */
export function usePerson(id: Ref<string>) {
  const state = ref<PersonState>({ kind: 'loading' })

  async function load(quietly = false) {
    const mine = id.value
    if (!quietly) state.value = { kind: 'loading' }
    try {
      const [person, page] = await Promise.all([readPerson(mine), readHistory(mine)])
      if (mine === id.value) state.value = { kind: 'ready', person, history: page.items, next: page.next }
    } catch (reason) {
      if (mine === id.value && !quietly) state.value = { kind: 'failed', problem: asProblem(reason) }
    }
  }
  async function more() {
    if (state.value.kind !== 'ready' || !state.value.next) return
    const page = await readHistory(id.value, state.value.next).catch(() => null)
    if (page && state.value.kind === 'ready') state.value = { ...state.value, history: [...state.value.history, ...page.items], next: page.next }
  }

  watch(id, () => void load(), { immediate: true })
  const end = useLive().on('changed', ({ card }) => {
    if (state.value.kind !== 'ready' || !card || card.person.id !== id.value) return
    const history = state.value.history.some((one) => one.id === card.id) ? state.value.history.map((one) => (one.id === card.id ? card : one)) : [card, ...state.value.history]
    state.value = { ...state.value, history }
  })
  onScopeDispose(end)
  return { state, load, more }
}
