import type { components } from './schema'

// The shapes the API answers with, from the host's own description.
export type Shapes = components['schemas']
type Exactly<T, More> = Omit<T, keyof More> & More

export type Role = Shapes['Role']
export type ReplyState = NonNullable<Shapes['MessageShown']['state']>
export type HealthState = Shapes['HealthState']
export type Theme = NonNullable<Shapes['Me']['theme']>
export type Visibility = Shapes['CardShown']['visibility']
export type Tab = Shapes['CardShown']['state']
export type Page<T> = { items: T[]; next: string | null }

export type Setup = Shapes['Setup']
export type Me = Shapes['Me']
export type StaffRef = Shapes['StaffRef']

export type Card = Shapes['CardShown']
export type Priority = NonNullable<Card['priority']> | 'normal'
export type Said = NonNullable<Card['nature']>
// The description calls fields with a default optional; answers always carry them.
export type Ask = Required<Shapes['AskView']>
export type Act = Shapes['ActShown']
export type Participant = Shapes['Participant']
export type RelatedRef = Shapes['RelatedShown']
export type SavedReply = Shapes['SavedReplyShown']
/** `way`: as what it was written; missing in one from before that was remembered. */
export type Draft = { text: string; attachments: Attachment[]; inserted?: Shapes['InsertedText'][]; way?: 'public' | 'private' | 'note' | null; /** When the server kept it. */ updatedAt?: string | null }
export type Way = Shapes['WayShown']
export type Conversation = Exactly<Shapes['ConversationShown'], { asks: Ask[]; draft: Draft | null }>

export type Merged = Shapes['MergedShown']

export type Attachment = Shapes['AttachmentRef']
export type MissingFile = Shapes['MissingFile']
export type Message = Exactly<Shapes['MessageShown'], { attachments: Attachment[] }>

export type Template = Shapes['MessageTemplate']
export type FilledTemplate = Shapes['FilledTemplate']

export type Moderation = NonNullable<Message['moderation']>

export type Identity = Required<Shapes['IdentityView']>
export type JoinedPerson = Shapes['MergedView']
export type Person = Exactly<Shapes['PersonView'], { identities: Identity[]; merged: JoinedPerson[] }>
export type Counts = Required<Shapes['Counts']>

export type SettingDescription = Required<Shapes['SettingDescription']>
export type Channel = Exactly<Shapes['ChannelDescription'], { settings: SettingDescription[] }>
export type Health = Shapes['HealthShown']
export type Account = Shapes['AccountShown']
export type Target = { priority: Priority; firstMinutes: number | null; nextMinutes: number | null; inWorkingTime: boolean }
export type Targets = { since: string; targets: Target[] }
export type TimeRange = { from: string; to: string }
export type Schedule = { timeZone: string; weekly: (TimeRange & { days: number[] })[]; holidays: string[]; dated: { date: string; ranges: TimeRange[] }[]; validFrom: string }
export type ScheduleShown = { teamId: string | null; versions: Schedule[]; accounts: string[]; left: number }
export type CalendarDays = Shapes['CalendarDays']

export type Staff = Shapes['StaffMember']
export type Team = Shapes['Team']
export type Token = Shapes['TokenShown']
export type Quarantined = Shapes['QuarantinedShown']
export type Audited = Shapes['AuditShown']
