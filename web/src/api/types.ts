import type { components } from './schema'

// The shapes the API answers with, from the host's own description; only what it tells as plain text is named more exactly here.
type Shapes = components['schemas']
type Exactly<T, More> = Omit<T, keyof More> & More

export type Role = Shapes['Role']
export type ReplyState = 'queued' | 'sending' | 'sent' | 'failed' | 'unconfirmed'
export type HealthState = Shapes['HealthState']
export type Theme = 'system' | 'light' | 'dark'
export type Visibility = 'public' | 'private'
export type Tab = 'waiting' | 'open' | 'snoozed' | 'closed'
export type Page<T> = { items: T[]; next: string | null }

export type Me = Exactly<Shapes['Me'], { theme: Theme | null }>
export type StaffRef = Shapes['StaffRef']

export type Card = Exactly<Shapes['CardShown'], { state: Tab; visibility: Visibility }>
// The description calls fields with a default optional; answers always carry them.
export type Ask = Required<Shapes['AskView']>
export type Act = Shapes['ActShown']
export type Participant = Shapes['Participant']
export type RelatedRef = Exactly<Shapes['RelatedShown'], { relation: 'previously' | 'next' | 'related' | 'suggested' | 'copy' }>
export type Draft = { text: string; attachments: Attachment[] }
export type Conversation = Exactly<Shapes['ConversationShown'], { state: Tab; visibility: Visibility; continues: RelatedRef[]; related: RelatedRef[]; asks: Ask[]; draft: Draft | null }>

export type Attachment = Shapes['AttachmentRef']
export type Message = Exactly<
  Shapes['MessageShown'],
  { direction: 'in' | 'out'; kind: 'message' | 'note' | 'event'; visibility: Visibility; state: ReplyState | null; attachments: Attachment[] }
>

export type Identity = Required<Shapes['IdentityView']>
export type Person = Exactly<Shapes['PersonView'], { identities: Identity[] }>
export type Counts = Shapes['Counts']

export type SettingDescription = Required<Shapes['SettingDescription']>
export type Channel = Exactly<Shapes['ChannelDescription'], { settings: SettingDescription[] }>
export type Health = Shapes['HealthShown']
export type Account = Shapes['AccountShown']
export type Schedule = { timeZone: string; weekly: { days: number[]; from: string; to: string }[]; holidays: string[]; validFrom: string }

export type Staff = Shapes['StaffMember']
export type Team = Shapes['Team']
export type Token = Shapes['TokenShown']
export type Quarantined = Shapes['QuarantinedShown']
