const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

type Unit = 'minute' | 'hour' | 'day'

function amount(count: number, unit: Unit, locale: string) {
  // Narrow French joins number and unit ("2min"), which French typography does not.
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(count).replace(/(\d)(\p{L}{2,})$/u, '$1\u202f$2')
}

/** A length of time in at most two units: 12m, 3h 20m, 2d 4h. Never less than a minute is told as 0m. */
export function lengthOf(ms: number, locale: string) {
  const total = Math.max(0, ms)
  if (total < hour) return amount(Math.floor(total / minute), 'minute', locale)
  if (total < day) return two(total, 'hour', hour, 'minute', minute, locale)
  if (total < 10 * day) return two(total, 'day', day, 'hour', hour, locale)
  return amount(Math.floor(total / day), 'day', locale)
}

function two(total: number, big: Unit, bigMs: number, small: Unit, smallMs: number, locale: string) {
  const rest = Math.floor((total % bigMs) / smallMs)
  const head = amount(Math.floor(total / bigMs), big, locale)
  return rest ? `${head} ${amount(rest, small, locale)}` : head
}

/** A moment as short as it can be told: the hour today, the day this year, the date before. */
export function momentOf(iso: string, now: number, locale: string) {
  const at = new Date(iso)
  const today = new Date(now)
  if (at.toDateString() === today.toDateString()) return clockOf(iso, locale)
  const sameYear = at.getFullYear() === today.getFullYear()
  return at.toLocaleDateString(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
}

/** When something is no longer possible: with the hour while that is near, the day in words today and tomorrow. */
export function deadlineOf(iso: string, now: number, locale: string) {
  const at = new Date(iso)
  const days = daysFrom(now, at)
  if (days === 0 || days === 1) return `${dayInWords(days, locale)}, ${clockOf(iso, locale)}`
  if (at.getTime() - now > 2 * day) return momentOf(iso, now, locale)
  return at.toLocaleString(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}

export const clockOf = (iso: string, locale: string) => new Date(iso).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })

export const fullOf = (iso: string, locale: string) => new Date(iso).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'short' })

/** The day as a heading of a timeline: in words when it is near. */
export function dayOf(iso: string, now: number, locale: string) {
  const at = new Date(iso)
  const days = daysFrom(now, at)
  if (days === 0 || days === -1) {
    const words = dayInWords(days, locale)
    return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1)
  }
  return at.toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}

const daysFrom = (now: number, at: Date) => Math.round((startOf(at) - startOf(new Date(now))) / day)

const dayInWords = (days: number, locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')

const startOf = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()

const scale = ['byte', 'kilobyte', 'megabyte', 'gigabyte']

export function sizeOf(bytes: number, locale: string) {
  const step = Math.min(scale.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale, { style: 'unit', unit: scale[step], unitDisplay: step ? 'short' : 'long', maximumFractionDigits: step ? 1 : 0 }).format(bytes / 1000 ** step)
}
