import type { CalendarDays, Schedule } from '@/api/types'

/** A day as calendars and schedules write it, where the reader is. */
export const dayText = (at: Date) => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`

export const usualHours = (timeZone: string, today: Date): Schedule => ({
  timeZone, weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }], holidays: [], dated: [], validFrom: dayText(today),
})

// A time field has no 24:00; a range that ends at 00:00 goes on until midnight all the same.
const midnight = (to: string) => (to === '24:00' ? '00:00' : to)

/** A version to be changed: a copy, with what fields can show. */
export const draftOf = (version: Schedule): Schedule => ({
  ...version,
  weekly: version.weekly.map((one) => ({ ...one, days: [...one.days], to: midnight(one.to) })),
  holidays: [...version.holidays],
  dated: version.dated.map((one) => ({ date: one.date, ranges: one.ranges.map((range) => ({ from: range.from, to: midnight(range.to) })) })),
})

/** What is sent: without ranges on no day, and in the order of days. */
export const bodyOf = (draft: Schedule): Schedule => ({
  ...draft,
  weekly: draft.weekly.filter((one) => one.days.length),
  holidays: [...new Set(draft.holidays)].sort(),
  dated: draft.dated.filter((one) => one.date).sort((a, b) => a.date.localeCompare(b.date)),
})

/** The days off with those of a calendar. */
export const withDays = (holidays: string[], calendar: CalendarDays) => [...new Set([...holidays, ...calendar.days.map((one) => one.date)])].sort()
