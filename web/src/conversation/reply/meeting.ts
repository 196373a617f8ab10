import type { Draft } from '@/api/types'
import { closer } from './useWays'

const wayOf = (one: Draft, other: Draft) => (one.way && other.way ? closer(one.way, other.way) : null)

/** A box without anything in it. */
export const none: Draft = { text: '', attachments: [] }

export const isSame = (one: Draft, other: Draft) => one.text === other.text && one.attachments.map((file) => file.id).join() === other.attachments.map((file) => file.id).join()

export const isOneOf = (drafts: Draft[] | undefined, one: Draft) => !!drafts?.some((other) => isSame(one, other))

const has = (draft: Draft, id: string) => draft.attachments.some((file) => file.id === id)

/** What came back, before what stands there. */
export function joined(draft: Draft | null, back: Draft): Draft {
  if (!draft) return back
  const inserted = [...(back.inserted ?? []), ...(draft.inserted ?? [])].filter((one, at, all) => all.findIndex((other) => other.id === one.id && other.text === one.text) === at)
  return {
    text: [back.text, draft.text].filter(Boolean).join('\n\n'),
    attachments: [...back.attachments, ...draft.attachments.filter((file) => !has(back, file.id))],
    ...(inserted.length > 0 ? { inserted } : {}),
    way: wayOf(back, draft),
  }
}

/** Whether all of it stands in the other, from the beginning on. */
export const within = (part: Draft, whole: Draft) => whole.text.startsWith(part.text) && part.attachments.every((file) => has(whole, file.id))

/** What the words became, where they stood in the other text; null when they do not stand there. */
const inPlace = (were: string, are: string, other: string) =>
  other.startsWith(were) ? are + other.slice(were.length) : other.endsWith(`\n\n${were}`) ? other.slice(0, -were.length) + are : null

/** Two drafts of which neither was written from the other, though perhaps both from a third: nothing is lost, and what they share stands there once. */
export function met(server: Draft, local: Draft, from: Draft | null = null): Draft {
  const whole = [local, server].find((one) => within(one === local ? server : local, one))
  const both = whole ? { ...whole, way: wayOf(server, local) } : joined(server, local)
  if (!from) return both
  return {
    ...both,
    ...(whole || !from.text ? {} : { text: inPlace(from.text, local.text, server.text) ?? inPlace(from.text, server.text, local.text) ?? both.text }),
    attachments: both.attachments.filter(({ id }) => !has(from, id) || (has(local, id) && has(server, id))),
  }
}

/** What was added to a draft that is over; all of it where those words stand there no more. */
export function without(over: Draft, local: Draft): Draft {
  const text = inPlace(over.text, '', local.text)
  return text === null ? local : { ...local, text: over.text ? text.trimStart() : text, attachments: local.attachments.filter(({ id }) => !has(over, id)) }
}
