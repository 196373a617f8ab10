import { describe, expect, it } from 'vitest'
import { snoozeTimes } from './snoozeTimes'

describe('times to snooze until', () => {
  it('are all ahead', () => {
    for (let hour = 0; hour < 24 * 7; hour += 1) {
      const now = new Date(2026, 4, 4, hour, 1)
      for (const { at } of snoozeTimes(now)) expect(at.getTime()).toBeGreaterThan(now.getTime())
    }
  })
  it('offer no evening once it is evening', () => expect(snoozeTimes(new Date(2026, 4, 5, 19)).map((one) => one.id)).not.toContain('evening'))
  it('mean the next Monday on a Monday', () => expect(snoozeTimes(new Date(2026, 4, 4, 10)).find((one) => one.id === 'monday')?.at.getDate()).toBe(11))
  it('name one moment once', () => {
    const sunday = snoozeTimes(new Date(2026, 4, 3, 10)).map((one) => one.at.getTime())
    expect(new Set(sunday).size).toBe(sunday.length)
  })
})
