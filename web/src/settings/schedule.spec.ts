import { describe, expect, it } from 'vitest'
import { bodyOf, dayText, draftOf, usualHours, withDays } from './schedule'

const usual = usualHours('Europe/Paris', new Date(2026, 0, 5))

describe('hours', () => {
  it('hold from today where the reader is', () => expect([dayText(new Date(2026, 0, 5, 0, 30)), usual.validFrom]).toEqual(['2026-01-05', '2026-01-05']))

  it('end at midnight in a field that has no 24:00', () =>
    expect(draftOf({ ...usual, weekly: [{ days: [7], from: '00:00', to: '24:00' }], dated: [{ date: '2026-12-24', ranges: [{ from: '22:00', to: '24:00' }] }] })).toMatchObject({
      weekly: [{ to: '00:00' }], dated: [{ ranges: [{ to: '00:00' }] }],
    }))

  it('are a copy while they are changed', () => {
    const draft = draftOf(usual)
    draft.weekly[0]?.days.push(6)
    draft.holidays.push('2026-05-01')
    expect([usual.weekly[0]?.days, usual.holidays]).toEqual([[1, 2, 3, 4, 5], []])
  })

  it('are sent without ranges on no day, each day once and in order', () =>
    expect(bodyOf({ ...usual, weekly: [{ days: [], from: '09:00', to: '10:00' }], holidays: ['2026-05-08', '2026-05-01', '2026-05-08'], dated: [{ date: '', ranges: [] }, { date: '2026-12-31', ranges: [] }, { date: '2026-12-24', ranges: [] }] })).toMatchObject({
      weekly: [], holidays: ['2026-05-01', '2026-05-08'], dated: [{ date: '2026-12-24' }, { date: '2026-12-31' }],
    }))

  it('take the days off of a calendar besides their own', () =>
    expect(withDays(['2026-12-25'], { days: [{ date: '2026-05-01', name: 'Labour Day' }, { date: '2026-12-25', name: 'Christmas' }], timed: 0, unread: 0 })).toEqual(['2026-05-01', '2026-12-25']))
})
