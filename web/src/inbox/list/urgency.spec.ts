import { describe, expect, it } from 'vitest'
import { urgencyOf } from './urgency'

const at = (minutes: number) => new Date(minutes * 60_000).toISOString()
const card = { waitingSince: at(0), targetAt: at(100), nearAt: at(75) }

describe('urgency', () => {
  it('is none when nobody waits', () => expect(urgencyOf({ waitingSince: null, targetAt: at(1), nearAt: at(1) }, 0)).toEqual({ kind: 'none' }))
  it('is calm without a target', () => expect(urgencyOf({ waitingSince: at(0), targetAt: null, nearAt: null }, 9e9)).toEqual({ kind: 'calm', leftMs: null }))
  it('is calm while more than a quarter of the time is left', () => expect(urgencyOf(card, 74 * 60_000).kind).toBe('calm'))
  it('is near in the last quarter', () => expect(urgencyOf(card, 75 * 60_000)).toEqual({ kind: 'near', leftMs: 25 * 60_000 }))
  it('is over after the target', () => expect(urgencyOf(card, 101 * 60_000).kind).toBe('over'))
})
