import type { Problem } from '@/api/problem'
import type { Card, Page, Tab } from '@/api/types'

export type ListState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'ready'; cards: Card[]; next: string | null; more: 'idle' | 'loading' | 'failed'; offered: Card[]; gone: string[] }

export type Ready = Extract<ListState, { kind: 'ready' }>
export type Scope = { tab: Tab | 'search'; assignee: string | null; urgent?: boolean }

/** As many as are in sight on any screen that people work on. */
const short = 6

/** Whether a card stands in this list by its own fields. What a search finds only the server knows. */
export function belongs(card: Card, { tab, assignee }: Scope) {
  if (assignee && card.assignee?.id !== assignee) return false
  if (tab === 'search') return true
  return card.state === tab
}

export const ready = (page: Page<Card>): Ready => ({ kind: 'ready', cards: page.items, next: page.next, more: 'idle', offered: [], gone: [] })

/** The next page under what is there; keyset pages may repeat a card that moved meanwhile. */
export function withPage(state: Ready, page: Page<Card>): Ready {
  const known = new Set(state.cards.map((card) => card.id))
  return { ...state, cards: [...state.cards, ...page.items.filter((card) => !known.has(card.id))], next: page.next, more: 'idle' }
}

/**
 * One change from outside. What is on the page changes in place and stays where it is, even when it no longer belongs (it is marked as gone);
 * what is new waits to be asked for. The list never jumps under its reader.
 */
export function withChange(state: Ready, card: Card, scope: Scope): Ready {
  const fits = belongs(card, scope)
  const old = state.cards.find((one) => one.id === card.id)
  if (old) {
    if (old.version > card.version) return state
    const gone = state.gone.filter((id) => id !== card.id)
    return { ...state, cards: state.cards.map((one) => (one.id === card.id ? card : one)), gone: fits ? gone : [...gone, card.id] }
  }
  const others = state.offered.filter((one) => one.id !== card.id)
  if (!fits || scope.tab === 'search') return { ...state, offered: others }
  const last = state.cards.at(-1)
  const follows = !last || orderOf(scope)(last, card) <= 0
  // A short list grows at its end: nothing moves, and it is seen. What follows a page that is not the last comes with a later one.
  if (follows && state.next === null && state.cards.length < short) return { ...state, cards: [...state.cards, card], offered: others }
  return { ...state, offered: follows && state.next !== null ? others : [...others, card] }
}

/** A conversation that is none of its own any more: it became part of another one, or was erased. */
export const withoutOwn = (state: Ready, id: string): Ready => ({
  ...state,
  offered: state.offered.filter((card) => card.id !== id),
  gone: state.cards.some((card) => card.id === id) && !state.gone.includes(id) ? [...state.gone, id] : state.gone,
})

/** A fresh first page, while the hub was away: the same promise for many cards at once. */
export function withFresh(state: Ready, page: Page<Card>, scope: Scope): Ready {
  const fresh = new Set(page.items.map((card) => card.id))
  const whole = page.next === null
  const missing = state.cards.filter((card, at) => !fresh.has(card.id) && (whole || at < page.items.length)).map((card) => card.id)
  const changed = page.items.reduce((now, card) => withChange(now, card, scope), state)
  const knownGone = changed.gone.filter((id) => !fresh.has(id))
  return { ...changed, gone: [...new Set([...knownGone, ...(scope.tab === 'search' ? [] : missing)])] }
}

/** The reader asked for what was offered: the new ones take their places, what is gone goes. */
export function withOffered(state: Ready, scope: Pick<Scope, 'tab' | 'urgent'>): Ready {
  const kept = state.cards.filter((card) => !state.gone.includes(card.id))
  return { ...state, cards: [...kept, ...state.offered].sort(orderOf(scope)), offered: [], gone: [] }
}

/** Our own act takes a card away at once: the one who acted knows why. */
export const without = (state: Ready, id: string): Ready => ({
  ...state,
  cards: state.cards.filter((card) => card.id !== id),
  gone: state.gone.filter((one) => one !== id),
})

const latest = (a: Card, b: Card) => (b.lastMessageAt ?? '').localeCompare(a.lastMessageAt ?? '')

const longest = (a: Card, b: Card) => (a.waitingSince ?? '9').localeCompare(b.waitingSince ?? '9')
const due = (a: Card, b: Card) => (a.targetAt ?? '9').localeCompare(b.targetAt ?? '9')

const orderOf = ({ tab, urgent }: Pick<Scope, 'tab' | 'urgent'>) => (a: Card, b: Card) =>
  (tab === 'waiting' && urgent && due(a, b)) || ((tab === 'waiting' || tab === 'open') && longest(a, b)) || latest(a, b)
