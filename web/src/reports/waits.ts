import type { TimeToAnswer, Waited } from '@/api/reports'
import { behindHref } from './behind'

type Words = { length: (ms: number) => string; longer: (time: string) => string }

/** A time as it is told; where nobody knows how long, that it is longer than what is known. */
export const told = (waited: Waited | null | undefined, { length, longer }: Words) => (waited ? (waited.isLongerThan ? longer(length(waited.ms)) : length(waited.ms)) : null)

/** What half of them, or nine in ten, waited; where nobody knows how long, that the others wait longer than what is known. */
export const phrase = (part: 'half' | 'p90', waited: Waited | null | undefined, t: (key: string, named: Record<string, unknown>) => string, length: (ms: number) => string) =>
  waited ? t(`report.${part}${waited.isLongerThan ? 'Longer' : ''}`, { time: length(waited.ms) }) : null

/** What a table says of a row's waits, under these columns: all, by calendar and working time; then first and later answers by both. */
export const waitColumns = ['halfShort', 'p90Short', 'workingShort', 'workingP90Short', 'firstShort', 'nextShort', 'firstWorkingShort', 'nextWorkingShort']
export const waitCells = (row: TimeToAnswer, words: Words) =>
  [row.calendar?.median, row.calendar?.p90, row.working?.median, row.working?.p90, row.first?.median, row.next?.median, row.firstWorking?.median, row.nextWorking?.median].map((one) => told(one, words))

/** A row as it is drawn: what half of the people waited, and nine in ten; open where it is only known to be longer. */
export type Wait = { label: string; n: number; median: number; p90: number; open: { median: boolean; p90: boolean }; said: string; href: string | undefined }

/** The rows that have enough questions to be drawn. */
export const waitsOf = (rows: TimeToAnswer[], label: (row: TimeToAnswer) => string, say: (row: TimeToAnswer) => string): Wait[] =>
  rows.flatMap((row) => {
    if (!row.calendar) return []
    const { median, p90 } = row.calendar
    const open = { median: median.isLongerThan, p90: p90.isLongerThan }
    return [{ label: label(row), n: row.n, median: Math.max(least, median.ms), p90: Math.max(least, p90.ms), open, said: say(row), href: row.link ? behindHref(row.link, say(row)) : undefined }]
  })

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const least = minute
const steps = [minute, 10 * minute, hour, 6 * hour, day, 7 * day, 30 * day, 90 * day, 365 * day]

/** A scale on which minutes and weeks can both be read: each step some times the one before. */
export function scaleOf(waits: Wait[]) {
  const most = Math.max(hour, ...waits.map((one) => Math.max(one.median, one.p90)))
  return { type: 'log' as const, domain: [least, most * 1.15], ticks: steps.filter((step) => step <= most * 1.15) }
}
