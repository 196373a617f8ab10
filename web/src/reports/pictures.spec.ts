import userEvent from '@testing-library/user-event'
import { render, screen } from '@testing-library/vue'
import type { Component } from 'vue'
import { describe, expect, it } from 'vitest'
import { i18n } from '@/i18n'
import ContentBars from './ContentBars.vue'
import DepthBars from './DepthBars.vue'
import HourMap from './HourMap.vue'
import KnownBars from './KnownBars.vue'
import NatureBars from './NatureBars.vue'
import ListeningByAccount from './ListeningByAccount.vue'
import OneToOneByWeek from './OneToOneByWeek.vue'
import WaitsBy from './WaitsBy.vue'
import WaitsByWeek from './WaitsByWeek.vue'
import PeopleTiles from './PeopleTiles.vue'
import WaitTiles from './WaitTiles.vue'
import { drawn } from './drawn'

const waited = (ms: number) => ({ ms, isLongerThan: false })
const times = (key: string) => ({ key, n: 9, answered: 9, waiting: 0, link: `/api/v1/reports/response-times/conversations?key=${key}`, calendar: { n: 9, median: waited(60_000), p90: waited(600_000) }, working: null, before: null })
const tiles = (which: Component, props: Record<string, unknown>) => render(which, { props, global: { plugins: [i18n], stubs: { RouterLink: { props: ['to'], template: '<a :href="to.query.of"><slot /></a>' } } } })
/** Which part of a report's conversations each door leads to, by what the door says. */
const parts = (doors: { said: string; to: string }[]) => doors.map((one) => [one.said, new URLSearchParams(new URLSearchParams(one.to.split('?')[1]).get('of')?.split('?')[1]).get('only')])
const heardOf = (key: string, more: object) => {
  const share = { k: 1, n: 12, share: 1 / 12, low: 0, high: 0.14 }
  return { key, link: null, verdict: 'nobody', listening: share, questions: share, oneToOne: share, carriedToPrivate: share, postsSinceRelevant: 0, lastRelevantAt: null, refused: 0, ...more }
}
const places = (svg: Element, attribute: string) => [...svg.querySelectorAll('circle')].map((one) => Number(one.getAttribute(attribute)))

describe('a picture', () => {
  it('has the weeks of two years one after the other, also where they have the same number', () => {
    const { svg } = drawn(WaitsByWeek, { rows: [times('2025-W48'), times('2026-W47'), times('2025-W47')], csv: '' })
    const at = places(svg, 'cx')
    expect(at).toHaveLength(3)
    expect([...new Set(at)].sort((a, b) => a - b)).toEqual(at)
    expect([...svg.querySelectorAll('text')].map((one) => one.textContent).filter((one) => one?.startsWith('W'))).toEqual(['W47', 'W48', 'W47'])
  })

  it('has a line for each account, also where two are called the same', () => {
    const props = { csv: '', nameOf: () => 'Shop' }
    const { svg } = drawn(WaitsBy, { ...props, rows: [times('a'), times('b')], by: 'account', ways: ['account'] })
    expect(new Set(places(svg, 'cy')).size).toBe(2)
    const share = { k: 1, n: 2, share: 0.5, low: 0.1, high: 0.9 }
    const heard = (key: string) => ({ key, link: `/api/v1/reports/channels/conversations?key=${key}`, verdict: 'tooEarly', listening: share, questions: share, oneToOne: share, carriedToPrivate: share, postsSinceRelevant: 0, refused: 0 })
    const listening = drawn(ListeningByAccount, { ...props, rows: [heard('a'), heard('b')] })
    expect(new Set(places(listening.svg, 'cy')).size).toBe(2)
    const silent = drawn(ListeningByAccount, { ...props, rows: [heard('a'), { ...heard('b'), listening: { ...share, k: 0, share: 0 } }] })
    expect(parts(silent.doors).map(([, part]) => part)).toEqual(['relevant'])
    for (const one of [svg, listening.svg]) expect([...one.querySelectorAll('text')].filter((text) => text.textContent === 'Shop')).toHaveLength(2)
  })

  it('has first and later waits, by the calendar and in working time, side by side', () => {
    const split = (first: number, next: number) => ({ n: 9, median: waited(first * 60_000), p90: waited(next * 60_000) })
    const row = { ...times('2026-W47'), working: split(11, 12), first: split(13, 14), next: split(15, 16), firstWorking: split(17, 18), nextWorking: split(19, 20), inTarget: { n: 0 } }
    expect(drawn(WaitsByWeek, { rows: [row], csv: '' }).rows[0]?.slice(2)).toEqual(['1m', '10m', '11m', '12m', '13m', '15m', '17m', '19m'])
    tiles(WaitTiles, { times: row, questions: undefined })
    expect(screen.getByRole('region', { name: 'Time to answer' })).toHaveTextContent('First answers 13m, later ones 15m11m of working time: first 17m, later 19m')
  })

  it('has what was answered in its target, and in the period before', () => {
    const share = (k: number, n: number) => ({ k, n, share: n ? k / n : null, low: 0, high: 1 })
    const row = { ...times('a'), inTarget: share(3, 4), firstInTarget: { n: 0 }, nextInTarget: { n: 0 }, before: { n: 4, calendar: { n: 4, median: waited(7_200_000), p90: waited(7_200_000) }, inTarget: share(1, 2) } }
    const { rows, columns } = drawn(WaitsBy, { rows: [row, { ...times('b'), inTarget: share(0, 0) }], by: 'account', ways: ['account'], csv: '', nameOf: String })
    expect(columns.slice(-3)).toEqual(['In target', 'Half within, period before', 'In target, period before'])
    expect(rows.map((one) => one.slice(-3))).toEqual([['75%', '2h', '50%'], [null, null, null]])
    tiles(WaitTiles, { times: row, questions: undefined })
    expect(screen.getByRole('region', { name: 'In target' })).toHaveTextContent('75%3 of 4Before: 50%')
  })

  it('leads from each mark to what it counts, and from a mark of nothing nowhere', () => {
    const link = '/api/v1/reports/x/conversations?key=k'
    expect(parts(drawn(DepthBars, { csv: '', row: { link, n: 6, monologues: 3, answered: 0, conversations: 2, exchanges: 1 } }).doors)).toEqual([
      ['No answer: 3, 50%', 'monologues'], ['A conversation: 2, 33%', 'conversations'], ['A real exchange: 1, 17%', 'exchanges'],
    ])
    const share = { k: 0, n: 0, share: null, low: 0, high: 1 }
    expect(parts(drawn(ContentBars, { csv: '', rows: [{ link, title: 'Post', people: 3, talks: 2, relevant: 0, comments: 3, questions: share, secondDates: share, outcomes: [], kittenGap: null }] }).doors)).toEqual([
      ['Post: 3 people', null], ['Post: 2 conversations', 'talks'],
    ])
    const hours = drawn(HourMap, { csv: '', rows: [{ link, weekday: 1, hour: 9, n: 9, times: 2, asks: 6, answers: 3 }, { link, weekday: 1, hour: 10, n: 0, times: 2, asks: 0, answers: 0 }] })
    expect(parts(hours.doors)).toEqual([
      ['Questions, Mon 9–10: usually 3 (6 in 2 such hours)', 'asked'], ['Answers, Mon 9–10: usually 1.5 (3 in 2 such hours)', 'answered'], ['Mon 9–10: usually 1.5 more asked than answered', null],
    ])
    expect(hours.rows).toEqual([['Mon 09:00', '2', '6', '3', '3', '1.5', '1.5']])
  })

  it('has tiles that lead to what they count', () => {
    const [link, share] = ['/api/v1/reports/x/conversations?key=k', (k: number, n: number) => ({ k, n, share: k / n, low: 0, high: 1 })]
    const times = { n: 9, link, waiting: 2, longestWaitMs: 60_000, calendar: null, inTarget: share(3, 4), firstInTarget: { n: 0 }, nextInTarget: { n: 0 }, missedLink: `${link}&only=missed` }
    const { unmount } = tiles(WaitTiles, { times, questions: { link, answered: share(5, 7), dismissed: { k: 0 }, byPublic: { k: 0 }, byBot: { k: 0 } } })
    const door = (name: string) => screen.getByRole('link', { name }).getAttribute('href')?.replace('/reports/x/conversations?key=k', '')
    expect(['2', '71%', '2 not', '75%', '1 missed', '9'].map(door)).toEqual(['&only=waiting', '&only=inTime', '&only=late', '&only=met', '&only=missed', ''])
    unmount()
    const dates = { link, returned: share(3, 8), spontaneous: share(2, 8), prompted: share(1, 8), repeatProblems: share(1, 8), answered: share(2, 5), unanswered: share(1, 4), difference: 0.15 }
    tiles(PeopleTiles, { people: { wrote: 9, wereAnswered: 6, cameBack: 0, link }, depth: { link, talks: share(4, 8), reciprocity: 0.5, reciprocityN: 4 }, dates })
    expect(['9', '6 were answered', '38%', '1 came back with the same problem', '40% of 5 answered', '25% of 4 unanswered'].map(door)).toEqual(['', '&only=answered', '&only=returned', '&only=repeats', '&only=answered', '&only=unanswered'])
    expect(screen.queryByRole('link', { name: '0 came back' })).toBeNull()
    expect(screen.getAllByRole('link', { name: '50%' }).map((one) => one.getAttribute('href')?.split('only=')[1])).toEqual(['talks', 'talks'])
    expect(screen.getByRole('region', { name: 'Second dates' })).toHaveTextContent('3 of 8 · 2 on their own, 1 after we wrote40% of 5 answered, 25% of 4 unanswered: +15 points')
  })

  it('counts as in time what was answered within a day, or within one working day', async () => {
    const { emitted } = tiles(WaitTiles, { times: undefined, questions: undefined, within: 'workday' })
    expect(screen.getByRole('region', { name: 'Answered within a working day' })).toHaveTextContent('No account has working hours')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'In time means' }), 'within 24 hours')
    expect(emitted('within')).toEqual([['24']])
  })

  it('tells what staff said of a nature from what is suggested, each with its own door', () => {
    const link = '/api/v1/reports/context/conversations?key=question'
    const { doors } = drawn(NatureBars, { csv: '', nameOf: (key: string) => key, rows: [{ key: 'question', n: 5, link, natureSaid: { k: 2, n: 5 } }, { key: 'idea', n: 1, link, natureSaid: { k: 0, n: 1 } }] })
    expect(parts(doors)).toEqual([['question: 5 conversations, 83%, 2 of them said by staff', null], ['idea: 1 conversation, 17%, 0 of them said by staff', null], ['question: 2 of them said by staff', 'nature']])
  })

  it('has the weeks of the period before behind those that they are compared with', () => {
    const before = { ...times('2026-W43'), calendar: { n: 9, median: waited(7_200_000), p90: waited(7_200_000) } }
    const { svg, rows, columns, doors } = drawn(WaitsByWeek, { rows: [times('2026-W47'), times('2026-W48')], earlier: [before], weeksApart: 4, csv: '' })
    expect(rows.map((one) => one.at(-1))).toEqual(['2h', null])
    expect(columns.at(-1)).toBe('Half within, period before')
    expect(doors[0]?.said).toBe('2026-W47: half within 1m, 9 in 10 within 10m, 9 questions, Before: 2h')
    expect(svg.querySelector('[stroke-dasharray="1 4"]')).not.toBeNull()
  })

  it('has what the conversations of a post ended in, and of how many that is known', () => {
    const none = { k: 0, n: 0, share: null }
    const post = (outcomes: { outcome: string | null; n: number }[]) => ({ link: null, title: 'Post', people: 3, talks: 2, relevant: 0, comments: 3, questions: none, secondDates: none, outcomes, kittenGap: null })
    const { rows, columns } = drawn(ContentBars, { csv: '', rows: [post([{ outcome: null, n: 4 }, { outcome: 'sale', n: 2 }, { outcome: 'nouse', n: 1 }]), post([{ outcome: null, n: 4 }]), post([])] })
    const at = columns.indexOf('Outcomes')
    expect(rows.map((one) => one.slice(at, at + 2))).toEqual([['2 × Sale, 1 × No use', '3 of 7'], [null, '0 of 4'], [null, null]])
  })

  it('says of each field how much is known and how many suggestions were kept, and draws nothing where nobody looked', () => {
    const of = (k: number, n: number) => ({ k, n, share: n ? k / n : null, low: 0, high: 1 })
    const row = {
      key: null, n: 8, link: '/api/v1/reports/context/conversations?zone=UTC', coverage: of(2, 8), agreement: of(9, 12), whoSaid: of(5, 8), whoAgreement: of(4, 6), whySaid: of(3, 8), whyAgreement: of(2, 2), topicSaid: of(0, 8), natureSaid: of(4, 8), natureAgreement: of(3, 4), sentimentAgreement: of(1, 2), languageAgreement: of(0, 0), outcomes: of(6, 8),
    }
    const { rows, doors, svg } = drawn(KnownBars, { row, csv: '' })
    expect(rows).toEqual([
      ['All four fields', '2 of 8', '25%', '9 of 12', '75%'], ['Who', '5 of 8', '63%', '4 of 6', '67%'], ['Why', '3 of 8', '38%', '2 of 2', '100%'], ['What', '0 of 8', '0%', null, null], ['Nature', '4 of 8', '50%', '3 of 4', '75%'], ['Feeling', null, null, '1 of 2', '50%'], ['Language', null, null, null, null], ['Outcome', '6 of 8', '75%', null, null],
    ])
    expect(parts(doors)).toEqual([
      ['All four fields: 25% said by staff, 2 of 8', 'all'], ['Who: 63% said by staff, 5 of 8', 'who'], ['Why: 38% said by staff, 3 of 8', 'why'], ['Nature: 50% said by staff, 4 of 8', 'nature'], ['Outcome: 75% said by staff, 6 of 8', 'outcome'],
      ['All four fields: 75% of 12 suggestions kept', 'allKept'], ['Who: 67% of 6 suggestions kept', 'whoKept'], ['Why: 100% of 2 suggestions kept', 'whyKept'], ['Nature: 75% of 4 suggestions kept', 'natureKept'], ['Feeling: 50% of 2 suggestions kept', 'sentimentKept'],
    ])
    expect(svg.querySelectorAll('rect')).toHaveLength(6)
    expect(drawn(KnownBars, { row: { ...row, n: 0 }, csv: '' }).rows).toEqual([])
  })

  it('has beside each picture, and on paper too, of how many it is', () => {
    const words = (svg: Element) => [...svg.querySelectorAll('text')].map((one) => one.textContent)
    const weeks = drawn(WaitsByWeek, { rows: [times('2026-W47'), { ...times('2026-W48'), n: 1200 }], csv: '' })
    expect(words(weeks.svg)).toEqual(expect.arrayContaining(['n = 9', 'n = 1,200']))
    expect(weeks.count).toBe('1,209 questions')
    expect(words(drawn(WaitsBy, { rows: [times('a')], by: 'account', ways: ['account'], csv: '', nameOf: String }).svg)).toContain('9 questions')
    const hour = (hour: number, asks: number, answers: number) => ({ link: null, weekday: 1, hour, n: 9, times: 2, asks, answers })
    expect(drawn(HourMap, { csv: '', rows: [hour(9, 6, 1), hour(10, 2, 0)] }).count).toBe('8 questions · 1 answer')
    const of = (k: number, n: number) => ({ k, n, share: n ? k / n : null, low: 0, high: 1 })
    const known = { key: null, n: 8, link: null, coverage: of(2, 8), agreement: of(9, 12), whoSaid: of(5, 8), whoAgreement: of(0, 0), whySaid: of(3, 8), whyAgreement: of(2, 2), topicSaid: of(0, 8), natureSaid: of(4, 8), natureAgreement: of(3, 4), sentimentAgreement: of(1, 2), languageAgreement: of(0, 0), outcomes: of(6, 7) }
    const fields = drawn(KnownBars, { row: known, csv: '' })
    expect(fields.count).toBe('8 conversations')
    expect(words(fields.svg)).toEqual(expect.arrayContaining(['of 8 · □\u00a0of 12', 'of 8', '□\u00a0of 2', 'of 7']))
    expect(words(drawn(ListeningByAccount, { csv: '', nameOf: String, rows: [heardOf('a', {})] }).svg)).toContain('1 of 12 posts')
  })

  it('tells an account where nobody talks from one that we do not answer', () => {
    const share = (k: number, n: number) => ({ k, n, share: n ? k / n : null, low: 0, high: 1 })
    const rows = [heardOf('silent', { postsSinceRelevant: 14, questions: share(0, 0) }), heardOf('ignored', { postsSinceRelevant: 1, lastRelevantAt: '2026-11-01T10:00:00Z', questions: share(2, 10) })]
    tiles(ListeningByAccount, { rows, csv: '', nameOf: String })
    expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      'silent Nobody is listening14 posts, and no conversation we wanted yet · no questions to judge by',
      'ignored Nobody is listening1 post since the last conversation we wanted · 20% of 10 questions answered within 24 hours',
    ])
  })

  it('has for each account and week how much of what we send goes to one person', () => {
    const row = (accountId: string, week: string, k: number, n: number) => ({ key: `${accountId}/${week}`, accountId, week, n, link: `/api/v1/reports/one-to-one/conversations?key=${accountId}/${week}`, oneToOne: { k, n, share: k / n, low: 0, high: 1 } })
    const { doors, svg, rows } = drawn(OneToOneByWeek, { csv: '', nameOf: String, rows: [row('b', '2026-W47', 3, 4), row('a', '2026-W47', 1, 4), row('a', '2026-W46', 0, 2)] })
    expect(rows).toEqual([['b', '2026-W47', '3 of 4', '75%'], ['a', '2026-W47', '1 of 4', '25%'], ['a', '2026-W46', '0 of 2', '0%']])
    expect(doors.map((one) => one.said)).toEqual(['b, 2026-W47: 75%, 3 of 4', 'a, 2026-W47: 25%, 1 of 4'])
    expect([...svg.querySelectorAll('text')].map((one) => one.textContent)).toEqual(expect.arrayContaining(['W46', 'W47', 'of 4', 'of 6', '75%', '25%', '0%']))
  })

  it('has all the hours of a day, in their order', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => times(String(hour).padStart(2, '0')))
    const picture = drawn(WaitsBy, { rows: [...hours].reverse(), by: 'hour', ways: ['hour'], csv: '', nameOf: String })
    expect(picture.rows.map((one) => one[0])).toEqual(hours.map((one) => one.key))
    expect(new Set(places(picture.svg, 'cy')).size).toBe(24)
  })

  it('has under its table what each figure among the columns counts', () => {
    const none = { k: 0, n: 0, share: null }
    const post = { link: null, contentId: '1', title: 'Post', people: 3, talks: 2, relevant: 0, comments: 3, questions: none, secondDates: none, outcomes: [], kittenGap: null }
    tiles(ContentBars, { csv: '', rows: [post] })
    expect(screen.getAllByRole('term', { hidden: true }).map((one) => one.textContent)).toEqual(['Kitten gap', 'Second dates', 'Outcomes', 'Outcome said'])
    tiles(ListeningByAccount, { csv: '', nameOf: String, rows: [heardOf('a', {})] })
    const terms = screen.getAllByRole('term', { hidden: true }).slice(4).map((one) => one.textContent)
    expect(terms).toEqual(['Posts since the last', 'One to one', 'Carried to private', 'Refused there'])
    for (const name of terms) expect(screen.getByRole('columnheader', { name: name ?? '', hidden: true })).toHaveAttribute('title')
  })
})
