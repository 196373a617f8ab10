import { describe, expect, it } from 'vitest'
import { dayOf, lengthOf, momentOf, sizeOf } from './time'

const minute = 60_000
const now = new Date(2026, 4, 6, 15, 30).getTime()

describe('times', () => {
  it.each([
    [0, '0m'],
    [59 * minute + 59_000, '59m'],
    [200 * minute, '3h 20m'],
    [180 * minute, '3h'],
    [52 * 60 * minute, '2d 4h'],
    [30 * 24 * 60 * minute, '30d'],
    [-5, '0m'],
  ])('tells %d ms as %s', (ms, words) => expect(lengthOf(ms, 'en')).toBe(words))

  it('tells the hour today, the day this year, the date before', () => {
    expect(momentOf(new Date(2026, 4, 6, 9, 5).toISOString(), now, 'fr')).toBe('09:05')
    expect(momentOf(new Date(2026, 0, 2).toISOString(), now, 'fr')).toBe('2 janv.')
    expect(momentOf(new Date(2024, 0, 2).toISOString(), now, 'fr')).toBe('2 janv. 2024')
  })

  it('names near days', () => {
    expect(dayOf(new Date(2026, 4, 6, 0, 1).toISOString(), now, 'en')).toBe('Today')
    expect(dayOf(new Date(2026, 4, 5, 23, 59).toISOString(), now, 'fr')).toBe('Hier')
  })

  it('tells sizes in units that people know', () => {
    expect(sizeOf(0, 'en')).toBe('0 byte')
    expect(sizeOf(1_540_000, 'en')).toBe('1.5 MB')
  })
})
