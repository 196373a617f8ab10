import { address, call } from './client'
import type { Card, Page, Shapes } from './types'

export type ReportQuery = { from: string; to: string; account: string; zone: string; groupBy?: string; compare?: string; hours?: string }
type Report<T> = { rows: T[] }
/** What is counted is always there; what may be unknown is null. */
type Whole<T> = T extends (infer One)[] ? Whole<One>[] : T extends object ? { [Name in keyof T]-?: Whole<Exclude<T[Name], undefined>> } : T

export type TimeToAnswer = Whole<Shapes['TimeToAnswer']>
export type QuestionsAnswered = Whole<Shapes['QuestionsAnswered']>
export type StaffingHour = Whole<Shapes['StaffingHour']>
export type Percentiles = Whole<Shapes['Percentiles']>
export type Waited = Whole<Shapes['Waited']>

const reading = <T>(name: string) => (query: ReportQuery, signal?: AbortSignal) => call<Report<T>>('GET', `/reports/${name}`, { query, signal })

export const readResponseTimes = reading<TimeToAnswer>('response-times')
export const readQuestions = reading<QuestionsAnswered>('questions')
export const readStaffing = reading<StaffingHour>('staffing')

/** The rows of a report as a file for a spreadsheet, in the reader's language. */
export const csvOf = (name: string, query: ReportQuery, language: string) => address(`/reports/${name}`, { ...query, format: 'csv', language })

/** Conversations behind a row; only addresses that reports give. */
export function readBehind(link: string, cursor: string | null) {
  const [path, query] = link.split('?')
  if (!path || !/^\/reports\/[\w-]+\/conversations$/.test(path)) return Promise.reject(new Error('not a report'))
  return call<Page<Card>>('GET', path, { query: { ...Object.fromEntries(new URLSearchParams(query)), cursor } })
}

export type PeopleCount = Whole<Shapes['PeopleCount']>
export type SecondDates = Whole<Shapes['SecondDateRow']>
export type Depth = Whole<Shapes['DepthOfTalks']>
export type ChannelRow = Whole<Shapes['ChannelRow']>
export type OneToOneRow = Whole<Shapes['OneToOneRow']>
export type ContextKnown = Whole<Shapes['ContextKnown']>
export type ContentRow = Whole<Shapes['ContentRow']>
export type HoursPreview = Whole<Shapes['HoursPreview']>
export type HoursFigures = HoursPreview['before']
export type Proportion = Whole<Shapes['Proportion']>

export const readPeople = reading<PeopleCount>('people')
export const readSecondDates = reading<SecondDates>('second-dates')
export const readDepth = reading<Depth>('depth')
export const readChannelRows = reading<ChannelRow>('channels')
export const readOneToOne = reading<OneToOneRow>('one-to-one')
export const readContext = reading<ContextKnown>('context')
export const readContent = reading<ContentRow>('conversations-by-content')
