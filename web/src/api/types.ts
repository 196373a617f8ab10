// The shapes the API answers with. Where the host's own description (schema.ts) says more, it wins.
export type Role = 'agent' | 'marketer' | 'manager' | 'admin'
export type Theme = 'system' | 'light' | 'dark'
export type Visibility = 'public' | 'private'
export type Tab = 'waiting' | 'open' | 'snoozed' | 'closed'
export type ReplyState = 'queued' | 'sending' | 'sent' | 'failed' | 'unconfirmed'
export type Page<T> = { items: T[]; next: string | null }

export type Me = { id: string; name: string; email: string; role: Role; language: string | null; theme: Theme | null }
export type StaffRef = { id: string; name: string }
export type ContentRef = { title: string | null; url: string | null }

export type Card = {
  id: string
  version: number
  state: Tab
  channel: string
  accountId: string
  person: { id: string; name: string | null }
  subject: string | null
  preview: string | null
  content: ContentRef | null
  visibility: Visibility
  waitingSince: string | null
  targetAt: string | null
  snoozedUntil: string | null
  assignee: StaffRef | null
  tags: string[]
  lastMessageAt: string | null
  messages: number
}

export type Ask = {
  id: string
  askedAt: string
  answeredAt: string | null
  dismissedAt: string | null
  withdrawnAt: string | null
  first: boolean
  answeredBy: string | null
  owner: string | null
  workingMs: number | null
  inHours: boolean | null
}

export type Relation = 'previously' | 'next' | 'related' | 'suggested' | 'copy'
export type RelatedRef = { id: string; subject: string | null; relation: Relation }
export type Act = { id: string; kind: string; staff: StaffRef | null; at: string; undone: boolean }
export type Participant = { identityId: string; name: string | null; address: string | null; verified: boolean }
export type Draft = { text: string; attachments: Attachment[] }

export type Conversation = Card & {
  asks: Ask[]
  participants: Participant[]
  continues: RelatedRef[]
  related: RelatedRef[]
  acts: Act[]
  draft: Draft | null
}

export type Attachment = { id: string; name: string; type: string; size: number; inline?: boolean }
export type Author = { name: string | null; handle: string | null; address: string | null; staffId: string | null }

export type Message = {
  id: string
  conversationId: string
  clientId: string | null
  direction: 'in' | 'out'
  kind: 'message' | 'note' | 'event'
  visibility: Visibility
  author: Author
  text: string | null
  /** The text without quoted history and signature. */
  reply: string | null
  html: string | null
  remoteImages: number
  attachments: Attachment[]
  sentAt: string | null
  receivedAt: string
  externalId: string | null
  messageId: string | null
  hasRaw: boolean
  unverified: boolean
  deletedAt: string | null
  editedAt: string | null
  rule: string | null
  state: ReplyState | null
  error: string | null
  automatic: string | null
}

export type Identity = { id: string; channel: string; address: string | null; handle: string | null; name: string | null }
export type Person = { id: string; name: string | null; identities: Identity[] }

export type Counts = { waiting: number; open: number; snoozed: number; closed: number; mine: number; waitingMine: number }

export type SettingDescription = { key: string; required: boolean; secret: boolean; default: string | null; choices: string[] | null }
export type Channel = { channel: string; settings: SettingDescription[]; textLimit: number | null }
export type HealthState = 'unknown' | 'green' | 'yellow' | 'red'
export type Health = { state: HealthState; reason: string | null; lastEventAt: string | null }
export type Account = {
  id: string
  channel: string
  name: string
  address: string | null
  settings: Record<string, string>
  health: Health
  importOnly: boolean
}
export type Schedule = {
  timeZone: string
  weekly: { days: number[]; from: string; to: string }[]
  holidays: string[]
  validFrom: string
}

export type Staff = { id: string; name: string; email: string | null; role: Role; disabled: boolean; joined: boolean }
export type Team = { id: string; name: string; staff: string[]; accounts: string[] }
export type Token = { id: string; name: string; role: Role; createdAt: string; lastUsedAt: string | null }
export type Quarantined = { id: string; accountId: string; reason: string; at: string; size: number }
