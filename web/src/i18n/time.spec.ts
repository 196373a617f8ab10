import { describe, expect, it } from 'vitest'
import { dayOf, deadlineOf, lengthOf, momentOf, sizeOf } from './time'

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

  it('tells until when with the hour, while it is within two days', () => {
    const until = (...at: [number, number, number, number, number]) => ['en-GB', 'fr'].map((locale) => deadlineOf(new Date(...at).toISOString(), now, locale))
    expect(until(2026, 4, 6, 19, 5)).toEqual(['today, 19:05', 'aujourd’hui, 19:05'])
    expect(until(2026, 4, 7, 23, 59)).toEqual(['tomorrow, 23:59', 'demain, 23:59'])
    expect(until(2026, 4, 8, 15, 29)).toEqual(['8 May, 15:29', '8 mai, 15:29'])
    expect(until(2026, 4, 8, 15, 31)).toEqual(['8 May', '8 mai'])
  })

  it('names near days', () => {
    expect(dayOf(new Date(2026, 4, 6, 0, 1).toISOString(), now, 'en')).toBe('Today')
    expect(dayOf(new Date(2026, 4, 5, 23, 59).toISOString(), now, 'fr')).toBe('Hier')
  })

  it('tells sizes in units that people know', () => {
    expect([0, 1, 8, 479].map((bytes) => sizeOf(bytes, 'en'))).toEqual(['0 bytes', '1 byte', '8 bytes', '479 bytes'])
    expect([0, 1, 8].map((bytes) => sizeOf(bytes, 'fr').replace(/\s/gu, ' '))).toEqual(['0 octet', '1 octet', '8 octets'])
    expect(sizeOf(1_540_000, 'en')).toBe('1.5 MB')
  })
})
