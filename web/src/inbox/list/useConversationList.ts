import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { listConversations } from '@/api/conversations'
import { asProblem } from '@/api/problem'
import type { Card, Tab } from '@/api/types'
import { useLive } from '@/live/useLive'
import { ready, withChange, withFresh, withOffered, withPage, without, withoutOwn, type ListState, type Ready } from './listState'

export type ListChoice = { tab: Tab | 'search'; q: string; assignee: string | null; urgent: boolean }

type Change = (now: Ready) => Ready

const limit = 50

/** The list of one tab: loads, pages on, and takes in what happens elsewhere without moving. */
export function useConversationList(choice: Ref<ListChoice>, whenNew: (card: Card) => void) {
  const state = ref<ListState>({ kind: 'loading' })
  const live = useLive()
  let asking = new AbortController()
  /** What came while a page was being read, which may be older than that. */
  let meanwhile: Change[] | null = null

  const query = (cursor?: string | null) => ({
    state: choice.value.tab === 'search' ? undefined : choice.value.tab,
    q: choice.value.tab === 'search' ? choice.value.q : undefined,
    assignee: choice.value.assignee ?? undefined,
    order: choice.value.tab === 'waiting' && choice.value.urgent ? 'urgent' : undefined,
    cursor,
    limit,
  })

  async function load() {
    asking.abort()
    const mine = (asking = new AbortController())
    if (choice.value.tab === 'search' && !choice.value.q.trim()) {
      state.value = ready({ items: [], next: null })
      return
    }
    state.value = { kind: 'loading' }
    const since: Change[] = (meanwhile = [])
    try {
      let page = await listConversations(query(), mine.signal)
      // A search may pass over more than one request may look at: an empty page that goes on is no answer yet.
      while (page.items.length === 0 && page.next) page = await listConversations(query(page.next), mine.signal)
      state.value = since.reduce((now, change) => change(now), ready(page))
    } catch (reason) {
      if (!mine.signal.aborted) state.value = { kind: 'failed', problem: asProblem(reason) }
    } finally {
      if (meanwhile === since) meanwhile = null
    }
  }

  async function more() {
    const now = state.value
    if (now.kind !== 'ready' || !now.next || now.more === 'loading') return
    const mine = asking
    state.value = { ...now, more: 'loading' }
    try {
      const page = await listConversations(query(now.next), mine.signal)
      if (state.value.kind === 'ready' && mine === asking) state.value = withPage(state.value, page)
    } catch {
      if (state.value.kind === 'ready' && mine === asking) state.value = { ...state.value, more: 'failed' }
    }
  }

  async function refresh() {
    if (state.value.kind !== 'ready') return load()
    if (choice.value.tab === 'search') return
    const mine = asking
    const since: Change[] = (meanwhile = [])
    const page = await listConversations(query(), mine.signal).catch(() => null)
    if (meanwhile === since) meanwhile = null
    if (page && state.value.kind === 'ready' && mine === asking)
      state.value = since.reduce((now, change) => change(now), withFresh(state.value, page, choice.value))
  }

  function apply(change: Change) {
    meanwhile?.push(change)
    if (state.value.kind === 'ready') state.value = change(state.value)
  }

  function change(card: Card) {
    const before = state.value.kind === 'ready' ? state.value.offered.length + state.value.cards.length : Infinity
    apply((now) => withChange(now, card, choice.value))
    if (state.value.kind === 'ready' && state.value.offered.length + state.value.cards.length > before) whenNew(card)
  }

  watch(choice, load, { immediate: true, deep: true })
  const ends = [live.on('changed', ({ conversationId, card }) => {
    if (card?.id !== conversationId) apply((now) => withoutOwn(now, conversationId))
    if (card) change(card)
  }), live.onRefetch(() => void refresh())]
  onScopeDispose(() => {
    ends.forEach((end) => end())
    asking.abort()
  })

  return {
    state,
    load,
    more,
    change,
    take: () => void (state.value.kind === 'ready' && (state.value = withOffered(state.value, choice.value))),
    remove: (id: string) => void (state.value.kind === 'ready' && (state.value = without(state.value, id))),
  }
}
