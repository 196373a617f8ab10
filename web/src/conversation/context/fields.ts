import type { Card, Said } from '@/api/types'
import { i18n } from '@/i18n'

/** What is known of a conversation, in the order in which it is shown. */
export const fields = ['who', 'why', 'topic', 'nature', 'outcome', 'sentiment', 'language'] as const
export type Field = (typeof fields)[number]

export const values = {
  who: ['prospect', 'customer', 'former', 'influencer', 'partner', 'staff', 'other'],
  why: ['help', 'curious', 'identifies', 'likes', 'entertained', 'moved', 'disappointed', 'sells'],
  topic: [] as string[],
  nature: ['question', 'complaint', 'praise', 'idea', 'objection', 'purchase', 'smalltalk', 'spam'],
  outcome: ['solved', 'answered', 'lead', 'sale', 'kept', 'idea', 'nouse', 'lost'],
  sentiment: ['positive', 'neutral', 'negative'],
  language: ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'pl', 'ar', 'bg', 'ca', 'cs', 'da', 'el', 'et', 'eu', 'fa', 'fi', 'he', 'hi', 'hr', 'hu', 'id', 'ja', 'ko', 'lt', 'lv', 'nb', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'th', 'tr', 'uk', 'vi', 'zh'],
} satisfies Record<Field, string[]>

export type Change = Partial<Record<Field, string>> & { also?: string[]; amount?: number }
type Words = (key: string, slots?: Record<string, string>) => string

const guessed = ['who', 'why', 'nature'] as const
const said = (card: Card, field: Field): Said | null => (field === 'topic' || field === 'outcome' ? null : card[field])

/** What stands in a field: by staff, or only suggested. */
export function standing(card: Card, field: Field) {
  const found = said(card, field)
  return found ? { value: found.value, suggested: found.source !== 'staff', evidence: found.evidence } : { value: (field === 'topic' || field === 'outcome' ? card[field] : null) ?? null, suggested: false, evidence: '' }
}

/** All of the four fields that is suggested and that nobody has said anything of yet: how somebody feels and writes is accepted by itself. */
export function suggestions(card: Card): Change {
  const open = guessed.filter((field) => card[field] && card[field]?.source !== 'staff')
  return { ...Object.fromEntries(open.map((field) => [field, card[field]?.value])), ...(open.includes('nature') && card.also.length > 0 && { also: card.also }) }
}

/** What is asked at one go: a field, or everything that is suggested. */
export type Step = Field | 'suggested'

/** What staff have not said yet of outcome, who, why, what and nature, in the order in which it is asked: what came of it first once it is closed, else last. */
export function nextStep(card: Card): Step | null {
  const unsaid = (field: Field) => standing(card, field).suggested || !standing(card, field).value
  const about = (['who', 'why', 'topic', 'nature'] as const).filter(unsaid)
  const outcome = unsaid('outcome') ? (['outcome'] as const) : []
  const suggested = Object.keys(suggestions(card)).length > 0 ? (['suggested'] as const) : []
  return (card.state === 'closed' ? [...outcome, ...suggested, ...about] : [...suggested, ...about, ...outcome])[0] ?? null
}

/** The card as it is once staff have said something. */
export function applied(card: Card, change: Change): Card {
  const { also = card.also, amount = card.amount, topic = card.topic, outcome = card.outcome, ...rest } = change
  return { ...card, also, amount, topic, outcome, ...Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, { value, source: 'staff', evidence: '', suggested: null }])) } as Card
}

/** The change that puts back what staff had said before another one. */
export function back(card: Card, change: Change): Change {
  const before: Change = {}
  for (const field of fields) if (field in change) before[field] = (standing(card, field).suggested ? null : standing(card, field).value) ?? (field === 'topic' ? '' : 'unknown')
  if (change.also) before.also = card.nature?.source === 'staff' ? card.also : []
  if (change.amount !== undefined) before.amount = card.amount ?? 0
  return before
}

export const valueName = (field: Field, value: string, t: Words) => (field === 'topic' ? value : field === 'language' ? languageName(value) : t(`context.values.${field}.${value}`))

/** A language in the language of the page. */
function languageName(code: string) {
  const name = new Intl.DisplayNames([i18n.global.locale.value], { type: 'language' }).of(code) ?? code
  return name.charAt(0).toLocaleUpperCase(i18n.global.locale.value) + name.slice(1)
}

/** Why something is suggested, in words: "mark: ?" and its like come from the server. */
export function because(evidence: string, t: Words) {
  const [kind = '', ...rest] = evidence.split(': ')
  const what = rest.join(': ')
  if (kind === 'nature') return t('context.because.nature', { what: values.nature.includes(what) ? valueName('nature', what, t) : what })
  return ['mark', 'opening', 'words', 'quote'].includes(kind) ? t(`context.because.${kind}`, { what }) : t(kind === 'person' ? 'context.because.person' : 'context.because.rule')
}

/** An amount as people type it, with a point or a comma; null for anything else. */
export function amountIn(typed: string) {
  const text = typed.trim().replace(',', '.')
  return /^\d{1,9}(\.\d{1,2})?$/.test(text) && Number(text) > 0 ? Number(text) : null
}
