import { describe, expect, it } from 'vitest'
import type { Card } from '@/api/types'
import { aCard } from '@/samples'
import { belongs, ready, withChange, withFresh, withOffered, withPage, without, withoutOwn } from './listState'

const waiting = { tab: 'waiting', assignee: null } as const
const card = (id: string, minute: number, more: Partial<Card> = {}) => aCard({ id, state: 'waiting', waitingSince: new Date(minute * 60_000).toISOString(), ...more })
const ids = (cards: Card[]) => cards.map((one) => one.id)
const state = ready({ items: [card('a', 1), card('b', 2), card('c', 3)], next: null })
const many = (next: string | null) => ready({ items: Array.from({ length: 20 }, (_, at) => card(`m${at}`, at + 1)), next })

describe('the list', () => {
  it('holds what is new back until it is asked for', () => {
    const after = withChange(state, card('d', 0), waiting)
    expect(ids(after.cards)).toEqual(['a', 'b', 'c'])
    expect(ids(after.offered)).toEqual(['d'])
    expect(ids(withOffered(after, waiting).cards)).toEqual(['d', 'a', 'b', 'c'])
  })

  it('puts what is due first on top where that is asked for, and what has no target after it', () => {
    const due = (id: string, minute: number, at: number | null) => card(id, minute, { targetAt: at === null ? null : new Date(at * 60_000).toISOString() })
    const offered = { ...ready({ items: [due('a', 1, null), due('b', 2, 90)], next: null }), offered: [due('c', 3, 60), due('d', 0, null)] }
    expect(ids(withOffered(offered, { tab: 'waiting', urgent: true }).cards)).toEqual(['c', 'b', 'd', 'a'])
    expect(ids(withOffered(offered, { tab: 'open', urgent: true }).cards)).toEqual(['d', 'a', 'b', 'c'])
  })

  it('shows the first one at once when it is empty: nothing can jump', () =>
    expect(ids(withChange(ready({ items: [], next: null }), card('a', 1), waiting).cards)).toEqual(['a']))

  it('grows at its end while it is short, and offers once what is new would be out of sight', () => {
    expect(ids(withChange(state, card('d', 9), waiting).cards)).toEqual(['a', 'b', 'c', 'd'])
    const after = withChange(many(null), card('d', 99), waiting)
    expect([after.cards.length, ids(after.offered)]).toEqual([20, ['d']])
  })

  it('leaves to the next page what belongs there, so that no page comes after it', () => {
    expect(withChange(many('x'), card('d', 99), waiting).offered).toEqual([])
    expect(ids(withChange(many('x'), card('d', 0), waiting).offered)).toEqual(['d'])
  })

  it('changes a card in place and keeps it there though it no longer belongs', () => {
    const after = withChange(state, card('a', 1, { version: 9, state: 'open', waitingSince: null }), waiting)
    expect(ids(after.cards)).toEqual(['a', 'b', 'c'])
    expect(after.gone).toEqual(['a'])
    expect(ids(withOffered(after, waiting).cards)).toEqual(['b', 'c'])
  })

  it('does not go back to an older version', () => {
    const newer = withChange(state, card('b', 2, { version: 5, preview: 'new' }), waiting)
    expect(withChange(newer, card('b', 2, { version: 4, preview: 'old' }), waiting).cards[1]?.preview).toBe('new')
  })

  it('forgets an offer that stopped to belong', () => {
    const offered = withChange(state, card('d', 0), waiting)
    expect(withChange(offered, card('d', 0, { version: 2, state: 'closed', waitingSince: null }), waiting).offered).toEqual([])
  })

  it('counts an offer once, however often it changes', () =>
    expect(withChange(withChange(state, card('d', 0), waiting), card('d', 0, { version: 3 }), waiting).offered).toHaveLength(1))

  it('adds a page without repeating what moved', () =>
    expect(ids(withPage(state, { items: [card('c', 3), card('e', 4)], next: 'x' }).cards)).toEqual(['a', 'b', 'c', 'e']))

  it('marks what a fresh page no longer has, and offers what it has more', () => {
    const after = withFresh(state, { items: [card('d', 0), card('a', 1), card('c', 3)], next: null }, waiting)
    expect(after.gone).toEqual(['b'])
    expect(ids(after.offered)).toEqual(['d'])
  })

  it('marks what became part of another conversation, and no longer offers it', () => {
    expect(withoutOwn(state, 'b').gone).toEqual(['b'])
    expect(withoutOwn(withChange(state, card('d', 0), waiting), 'd').offered).toEqual([])
    expect(withoutOwn(state, 'elsewhere').gone).toEqual([])
  })

  it('takes our own away at once', () => expect(ids(without(state, 'b').cards)).toEqual(['a', 'c']))

  it('knows what belongs where', () => {
    expect(belongs(card('a', 1, { state: 'closed' }), { tab: 'closed', assignee: null })).toBe(true)
    expect(belongs(card('a', 1, { state: 'snoozed' }), waiting)).toBe(false)
    expect(belongs(card('a', 1, { assignee: { id: 'x', name: 'X' } }), { tab: 'waiting', assignee: 'me' })).toBe(false)
  })
})
