import { describe, expect, it } from 'vitest'
import { boundsOf, byHand, daysOf, earlierThan, weeksIn, weeksLater } from './period'

const now = new Date(2026, 1, 10, 9, 30)

describe('a period', () => {
  it('is so many days until now, or the last whole month or quarter, over the turn of the year too', () => {
    expect(boundsOf('7', now)).toEqual({ from: new Date(now.getTime() - 7 * 86_400_000), to: now })
    expect(daysOf(boundsOf('month', now))).toEqual({ from: '2026-01-01', to: '2026-01-31' })
    expect(daysOf(boundsOf('quarter', now))).toEqual({ from: '2025-10-01', to: '2025-12-31' })
    expect(daysOf(boundsOf('quarter', new Date(2026, 11, 31)))).toEqual({ from: '2026-07-01', to: '2026-09-30' })
  })

  it('that is set by hand has its last day in it, and is none when it ends before it begins or is no date', () => {
    expect(byHand('2026-02-01', '2026-02-28')).toEqual({ from: new Date(2026, 1, 1), to: new Date(2026, 2, 1) })
    expect(daysOf(byHand('2026-02-28', '2026-02-28') ?? boundsOf('7', now))).toEqual({ from: '2026-02-28', to: '2026-02-28' })
    for (const [from, to] of [['2026-02-02', '2026-02-01'], ['2026-02-30', '2026-03-01'], ['', '2026-03-01'], ['soon', 'later']]) expect(byHand(from ?? '', to ?? '')).toBeNull()
  })

  it('has one of the same length before it', () => {
    expect(earlierThan({ from: new Date(2_000), to: new Date(3_500) })).toEqual({ from: new Date(500), to: new Date(2_000) })
  })

  it('compares weeks across years that have fifty-two and fifty-three', () => {
    expect([weeksLater('2026-W47', 4), weeksLater('2026-W52', 2), weeksLater('2020-W53', 1), weeksLater('2025-W47', 52), weeksLater('2024-W01', 0)]).toEqual(['2026-W51', '2027-W01', '2021-W01', '2026-W47', '2024-W01'])
    expect([boundsOf('7', now), boundsOf('28', now), boundsOf('month', now), boundsOf('365', now)].map(weeksIn)).toEqual([1, 4, 4, 52])
  })
})
