import { describe, expect, it } from 'vitest'
import type { Message } from '@/api/types'
import { aMessage, anAsk } from '@/samples'
import { asksByMessage, daysOf, entriesOf, withMessage, withMessages, withNewest } from './timeline'

const at = (minute: number) => new Date(Date.UTC(2026, 4, 6, 10, minute)).toISOString()

describe('the timeline', () => {
  it('keeps the order of time however messages arrive', () => {
    const late = aMessage({ id: 'late', sentAt: at(5) })
    const early = aMessage({ id: 'early', sentAt: at(1) })
    expect(withMessage([late], early).map((one) => one.id)).toEqual(['early', 'late'])
  })

  it('lets go of what was moved to another conversation, and keeps what is older or came meanwhile', () => {
    const [old, moved, stays, fresh] = [1, 5, 6, 9].map((minute) => aMessage({ id: `m${minute}`, sentAt: at(minute) })) as [Message, Message, Message, Message]
    expect(withNewest([old, moved, stays], { items: [aMessage({ id: 'm4', sentAt: at(4) }), stays], next: 'm4' }, [fresh]).map((one) => one.id)).toEqual(['m1', 'm4', 'm6', 'm9'])
    expect(withNewest([old, moved, stays], { items: [stays], next: null }, []).map((one) => one.id)).toEqual(['m6'])
  })

  it('shows one message once, with its newest face', () => {
    const after = withMessage([aMessage({ state: 'queued' })], aMessage({ state: 'sent' }))
    expect(after).toHaveLength(1)
    expect(after[0]?.state).toBe('sent')
    expect(withMessages(after, [aMessage({ text: 'edited' })])).toHaveLength(1)
  })

  it('shows a message once that was told of several times while the page was read', () => {
    const faces = (['queued', 'sending', 'sent'] as const).map((state) => aMessage({ state }))
    expect(withMessages([], faces).map((one) => one.state)).toEqual(['sent'])
    expect(withNewest([], { items: [aMessage({ state: 'queued' })], next: null }, faces).map((one) => one.state)).toEqual(['sent'])
  })

  it('puts an ask under the message that began it', () => {
    const messages = [aMessage({ id: 'first', sentAt: at(0) }), aMessage({ id: 'ours', direction: 'out', sentAt: at(3) }), aMessage({ id: 'second', sentAt: at(6) })]
    const asks = asksByMessage(messages, [anAsk({ id: 'one', askedAt: at(0) }), anAsk({ id: 'two', askedAt: at(6) }), anAsk({ id: 'gone', askedAt: at(0), withdrawnAt: at(1) })])
    expect(asks.get('first')?.id).toBe('one')
    expect(asks.get('second')?.id).toBe('two')
    expect(asks.has('ours')).toBe(false)
  })

  it('begins a day where the day changes', () => {
    const days = daysOf([{ id: 'a', at: '2026-05-05T12:00:00Z' }, { id: 'b', at: '2026-05-05T12:01:00Z' }, { id: 'c', at: '2026-05-06T12:00:00Z' }])
    expect([...days]).toEqual(['a', 'c'])
  })

  it('tells what staff did in between, but not what was taken back', () => {
    const act = (id: string, minute: number, undone = false) => ({ id, kind: 'assign', staff: null, at: at(minute), undone })
    const entries = entriesOf([aMessage({ id: 'a', sentAt: at(1) }), aMessage({ id: 'b', sentAt: at(5) })], [act('x', 3), act('y', 4, true), act('early', 0)], false)
    expect(entries.map((one) => one.id)).toEqual(['a', 'act-x', 'b'])
  })
})
