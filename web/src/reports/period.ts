/** The periods that are offered: days until now, and the last whole month and quarter of the calendar. */
export const periods = ['7', '28', '91', '365', 'month', 'quarter'] as const
export type Named = (typeof periods)[number]
export type Bounds = { from: Date; to: Date }

export const usual: Named = '28'
const day = 86_400_000

/** When a named period begins, and the first moment after it; months and quarters are those of the reader's own clock. */
export function boundsOf(name: Named, now: Date): Bounds {
  const [year, month] = [now.getFullYear(), now.getMonth()]
  if (name === 'month') return { from: new Date(year, month - 1, 1), to: new Date(year, month, 1) }
  const first = month - (month % 3)
  if (name === 'quarter') return { from: new Date(year, first - 3, 1), to: new Date(year, first, 1) }
  return { from: new Date(now.getTime() - Number(name) * day), to: now }
}

/** A period that was set by hand, from the first day to the last one, both included; null when it is none. */
export function byHand(first: string, last: string): Bounds | null {
  const [from, until] = [dayOf(first), dayOf(last)]
  if (!from || !until || until < from) return null
  return { from, to: new Date(until.getFullYear(), until.getMonth(), until.getDate() + 1) }
}

/** The time just before, of the same length. */
export const earlierThan = ({ from, to }: Bounds): Bounds => ({ from: new Date(from.getTime() - (to.getTime() - from.getTime())), to: from })

/** The days of a period as they stand in an address and in a field for dates. */
export const daysOf = ({ from, to }: Bounds) => ({ from: written(from), to: written(new Date(to.getTime() - 1)) })

const written = (at: Date) => `${String(at.getFullYear()).padStart(4, '0')}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`

function dayOf(text: string) {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (!year) return null
  const found = new Date(Number(year), Number(month) - 1, Number(date))
  return written(found) === text ? found : null
}

/** An ISO week such as 2026-W53, so many weeks later. */
export function weeksLater(week: string, weeks: number) {
  const [, year, number] = /^(\d{4})-W(\d\d)$/.exec(week) ?? []
  // The week with the fourth of January is a year's first one.
  const thursday = new Date(Date.UTC(Number(year), 0, 4))
  thursday.setUTCDate(4 - ((thursday.getUTCDay() + 6) % 7) + 3 + 7 * (Number(number) - 1 + weeks))
  const its = thursday.getUTCFullYear()
  return `${its}-W${String(1 + Math.floor((thursday.getTime() - Date.UTC(its, 0, 1)) / (7 * day))).padStart(2, '0')}`
}

/** How many weeks lie between a week of the earlier period and the one that it is compared with. */
export const weeksIn = ({ from, to }: Bounds) => Math.max(1, Math.round((to.getTime() - from.getTime()) / (7 * day)))
