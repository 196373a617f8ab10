import { render, screen, within } from '@testing-library/vue'
import type { Component } from 'vue'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '@/i18n'
import ContentBars from './ContentBars.vue'
import DepthBars from './DepthBars.vue'
import HourMap from './HourMap.vue'
import KnownBars from './KnownBars.vue'
import ListeningByAccount from './ListeningByAccount.vue'
import NatureBars from './NatureBars.vue'
import PeopleTiles from './PeopleTiles.vue'
import WaitTiles from './WaitTiles.vue'
import WaitsBy from './WaitsBy.vue'
import WaitsByWeek from './WaitsByWeek.vue'
import year from './year.json'

// What the API says of a year that was made up (a test of the server holds the file against it, and the CSV against the same), and what stands on the page: the same numbers.
type Share = { k: number; n: number; share?: number | null }
type Waited = { ms: number; isLongerThan: boolean }
type Row = { [name: string]: unknown } & { key?: string; n: number }
const one = <T>(rows: unknown[]) => rows[0] as T
const rowsOf = (rows: unknown[]) => rows as Row[]
const value = (row: Row, path: string) => path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], row)

const count = (n: unknown) => (n == null ? '–' : String(n))
const percent = (share: number | undefined | null) => (share == null ? '–' : `${Math.round(share * 100)}%`)
const of = ({ k, n }: Share) => (n ? `${k} of ${n}` : '–')
const made = (of: Share) => (of.share == null ? '–' : `${percent(of.share)} (${of.n})`)
function time(waited: Waited | undefined) {
  if (!waited) return '–'
  const [minutes, more] = [Math.floor(waited.ms / 60_000), waited.isLongerThan ? 'more than ' : '']
  const two = (big: number, small: number, names: string) => `${more}${big}${names[0]}${small ? ` ${small}${names[1]}` : ''}`
  if (minutes < 60) return `${more}${minutes}m`
  if (minutes < 1440) return two(Math.floor(minutes / 60), minutes % 60, 'hm')
  return minutes < 14_400 ? two(Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), 'dh') : `${more}${Math.floor(minutes / 1440)}d`
}
const waits = (row: Row) =>
  ['calendar.median', 'calendar.p90', 'working.median', 'working.p90', 'first.median', 'next.median', 'firstWorking.median', 'nextWorking.median'].map((path) => time(value(row, path) as Waited | undefined))

function mounted(picture: Component, props: Record<string, unknown>) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: {} }] })
  return render(picture, { props: { csv: '', nameOf: (key: string | null) => key, ...props }, global: { plugins: [i18n, router] } })
}

/** The rows of the table that stands behind a picture, as they are printed, without marks between thousands. */
const printed = (picture: Component, props: Record<string, unknown>) =>
  [...mounted(picture, props).container.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replace(/(\d),(?=\d{3})/g, '$1')))

describe('the page prints the numbers of the API', () => {
  it('of response times by week and by account, with the period before', () => {
    expect(printed(WaitsByWeek, { rows: year.weeks })).toEqual(rowsOf(year.weeks).toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1)).map((row) => [row.key, count(row.n), ...waits(row)]))
    expect(printed(WaitsBy, { rows: year.groups, by: 'account', ways: ['account'] })).toEqual(rowsOf(year.groups).map((row) => [
      row.key, count(row.n), count(row.answered), count(row.waiting), ...waits(row), percent((row.inTarget as Share).share), time(value(row, 'before.calendar.median') as Waited | undefined), percent(value(row, 'before.inTarget.share') as number | undefined),
    ]))
  })

  it('of hours', () => {
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
    const usual = (n: number, times: number) => String(Math.round((n / times) * 10) / 10)
    type Hour = Row & { weekday: number; hour: number; times: number; asks: number; answers: number }
    expect(printed(HourMap, { rows: year.hours })).toEqual((rowsOf(year.hours) as Hour[]).filter((row) => row.n > 0).map((row) => [
      `${days[row.weekday - 1]} ${String(row.hour).padStart(2, '0')}:00`, count(row.times), count(row.asks), count(row.answers), usual(row.asks, row.times), usual(row.answers, row.times), usual(row.asks - row.answers, row.times),
    ]))
  })

  it('of what is known of conversations, and of their natures', () => {
    const known = one<Record<'coverage' | 'agreement' | 'natureSaid' | 'natureAgreement' | 'outcomes', Share>>(year.known)
    const rows = printed(KnownBars, { row: known })
    const line = (name: string) => rows.find((row) => row[0] === name)?.slice(1)
    expect(line('All four fields')).toEqual([of(known.coverage), percent(known.coverage.share), of(known.agreement), percent(known.agreement.share)])
    expect(line('Nature')).toEqual([of(known.natureSaid), percent(known.natureSaid.share), of(known.natureAgreement), percent(known.natureAgreement.share)])
    expect(line('Outcome')).toEqual([of(known.outcomes), percent(known.outcomes.share), '–', '–'])
    const all = year.natures.reduce((sum, row) => sum + row.n, 0)
    expect(printed(NatureBars, { rows: year.natures })).toEqual((rowsOf(year.natures) as (Row & { natureSaid: Share })[]).map((row) => [
      row.key ?? 'Not known', count(row.n), percent(row.n / all), count(row.natureSaid.k), count(row.n - row.natureSaid.k),
    ]))
  })

  it('of depth, of accounts and of what they publish', () => {
    const depth = one<Row>(year.depth)
    expect(printed(DepthBars, { row: depth }).map((row) => row.slice(1))).toEqual(['monologues', 'answered', 'conversations', 'exchanges'].map((part) => [count(depth[part]), percent((depth[part] as number) / depth.n)]))
    type Account = Row & Record<'listening' | 'questions' | 'oneToOne' | 'carriedToPrivate', Share>
    expect(printed(ListeningByAccount, { rows: year.channels }).map((row) => [row[0], ...row.slice(2)])).toEqual((rowsOf(year.channels) as Account[]).map((row) => [
      row.key, `${row.listening.k} of ${row.listening.n}`, count(row.postsSinceRelevant), made(row.questions), made(row.oneToOne), made(row.carriedToPrivate), count(row.refused),
    ]))
    type Post = Row & Record<'questions' | 'secondDates', Share> & { outcomes: { outcome?: string; n: number }[] }
    expect(printed(ContentBars, { rows: year.content }).map((row) => [...row.slice(0, 7), ...row.slice(8)])).toEqual((rowsOf(year.content) as Post[]).map((row) => {
      const [all, said] = [row.outcomes, row.outcomes.filter((each) => each.outcome)].map((some) => some.reduce((sum, each) => sum + each.n, 0))
      return [row.title, count(row.comments), count(row.people), count(row.talks), count(row.relevant), made(row.questions), made(row.secondDates), all ? `${said} of ${all}` : '–', count(row.kittenGap)]
    }))
  })

  it('in the tiles of both homes', () => {
    const [times, questions] = [one<Row & { calendar: { median: Waited; p90: Waited }; inTarget: Share; outsideHours: Share }>(year.times), one<Row & { answered: Share }>(year.questions)]
    const shown = (name: string) => (within(screen.getByRole('region', { name })).getAllByText(/\S/).map((part) => part.textContent).join(' ') ?? '').replace(/(\d),(?=\d{3})/g, '$1')
    const { unmount } = mounted(WaitTiles, { times, questions })
    for (const [name, ...parts] of [
      ['Time to answer', time(times.calendar.median), `${times.n} questions`, time(times.calendar.p90)], ['Waiting now', count(times.waiting)], ['Answered within 24 hours', percent(questions.answered.share), of(questions.answered)],
      ['In target', percent(times.inTarget.share), of(times.inTarget)], ['Questions received', count(times.n), percent(times.outsideHours.share)],
    ] as [string, ...string[]][]) for (const part of parts) expect(shown(name)).toContain(part)
    unmount()
    const [people, depth, dates] = [one<Row>(year.people), one<Row & { talks: Share; reciprocity: number }>(year.depth), one<Row & Record<'returned' | 'spontaneous' | 'prompted', Share>>(year.dates)]
    mounted(PeopleTiles, { people, depth, dates })
    for (const [name, ...parts] of [
      ['People who wrote', count(people.wrote), `${count(people.wereAnswered)} were answered`, `${count(people.cameBack)} came back`], ['Became a conversation', percent(depth.talks.share), of(depth.talks)],
      ['Who speaks how much', percent(depth.reciprocity), count(depth.reciprocityN)], ['Second dates', percent(dates.returned.share), of(dates.returned), `${dates.spontaneous.k} on their own, ${dates.prompted.k} after we wrote`],
    ] as [string, ...string[]][]) for (const part of parts) expect(shown(name)).toContain(part)
  })
})
