import { address, call } from './client'
import type { Account, Audited, CalendarDays, Channel, Health, Page, Quarantined, Role, Schedule, ScheduleShown, Staff, Target, Targets, Team, Token } from './types'
import type { HoursPreview } from './reports'

export type NewAccount = { channel: string; name: string; settings: Record<string, string> }

export const listChannels = () => call<Channel[]>('GET', '/channels')
export const listAccounts = () => call<Page<Account>>('GET', '/accounts')
export const addAccount = (body: NewAccount) => call<Account>('POST', '/accounts', { body })
export const changeAccount = (id: string, body: { name?: string; settings?: Record<string, string> }) => call<Account>('PATCH', `/accounts/${id}`, { body })
export const removeAccount = (id: string) => call<undefined>('DELETE', `/accounts/${id}`)
export const readHealth = (id: string) => call<Health>('GET', `/accounts/${id}/health`)
export const readTargets = (id: string) => call<Targets | undefined>('GET', `/accounts/${id}/targets`)
export const saveTargets = (id: string, body: { targets: Target[]; since: string | null }) => call<Targets>('PUT', `/accounts/${id}/targets`, { body })
/** Hours stand under an account or a team. */
export const hoursOf = (kind: 'accounts' | 'teams', id: string) => `/${kind}/${encodeURIComponent(id)}/schedule`
export const readVersions = (hours: string) => call<ScheduleShown>('GET', `${hours}/versions`)
export const saveSchedule = (hours: string, body: Schedule) => call<Schedule>('PUT', hours, { body })
export const removeVersion = (hours: string, from: string) => call<undefined>('DELETE', `${hours}/versions/${from}`)
export const previewSchedule = (hours: string, body: Schedule, team?: string) => call<HoursPreview>('POST', `${hours}/preview`, { body, query: { team } })
export const followHours = (account: string, teamId: string | null) => call<undefined>('PUT', `${hoursOf('accounts', account)}/owner`, { body: { teamId } })
export const readHolidays = (calendar: string) => call<CalendarDays>('POST', '/holidays', { body: { calendar } })

export const listStaff = () => call<Page<Staff>>('GET', '/staff')
export const inviteStaff = (body: { email: string; name: string; role: Role }) => call<Staff & { link: string }>('POST', '/staff', { body })
export const newLink = (id: string) => call<{ link: string }>('POST', `/staff/${id}/links`, { body: {} })
export const changeStaff = (id: string, body: { role?: Role; disabled?: boolean }) => call<Staff>('PATCH', `/staff/${id}`, { body })

export type TeamBody = Omit<Team, 'id'>
export const listTeams = () => call<Page<Team>>('GET', '/teams')
export const addTeam = (body: TeamBody) => call<Team>('POST', '/teams', { body })
export const saveTeam = (id: string, body: TeamBody) => call<Team>('PUT', `/teams/${id}`, { body })
export const removeTeam = (id: string) => call<undefined>('DELETE', `/teams/${id}`)

export const listTokens = () => call<Page<Token>>('GET', '/tokens')
export const addToken = (body: { name: string; role: Role }) => call<Token & { token: string }>('POST', '/tokens', { body })
export const removeToken = (id: string) => call<undefined>('DELETE', `/tokens/${id}`)

export const listQuarantine = () => call<Page<Quarantined>>('GET', '/quarantine')
export const rawQuarantine = (id: string) => address(`/quarantine/${id}/raw`)
export const replay = (id: string) => call<undefined>('POST', `/quarantine/${id}/replays`, { body: {} })

export const listAudit = (cursor?: string | null) => call<Page<Audited>>('GET', '/audit', { query: { cursor } })
