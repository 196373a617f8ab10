import { describe, expect, it } from 'vitest'
import type { TimeToAnswer } from '@/api/reports'
import { scaleOf, told, waitsOf } from './waits'

const words = { length: (ms: number) => `${ms / 60_000} min`, longer: (time: string) => `more than ${time}` }
const row = (key: string, median: number, p90: number, isLongerThan = false) =>
  ({ key, n: 9, link: null, calendar: { n: 9, median: { ms: median * 60_000, isLongerThan: false }, p90: { ms: p90 * 60_000, isLongerThan } } }) as unknown as TimeToAnswer
const say = (one: TimeToAnswer) => `${one.key}`

describe('a wait', () => {
  it('is told as longer than what is known where not enough were answered', () => {
    expect(told({ ms: 120_000, isLongerThan: false }, words)).toBe('2 min')
    expect(told({ ms: 120_000, isLongerThan: true }, words)).toBe('more than 2 min')
    expect(told(null, words)).toBeNull()
  })

  it('is drawn open where it is only known to be longer, and not at all with too few questions', () => {
    const few = { ...row('few', 1, 1), calendar: null } as unknown as TimeToAnswer
    const drawn = waitsOf([row('a', 0, 90, true), few], say, say)
    expect(drawn.map((one) => [one.label, one.median, one.open.p90])).toEqual([['a', 60_000, true]])
  })

  it('has a scale that ends behind the longest', () => {
    const scale = scaleOf(waitsOf([row('a', 5, 2 * 24 * 60)], say, say))
    expect(scale.domain[1]).toBeGreaterThan(2 * 86_400_000)
    expect(scale.ticks.at(-1)).toBe(86_400_000)
  })
})
