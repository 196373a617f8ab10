import { dropDraft, saveDraft } from '@/api/conversations'
import type { Draft } from '@/api/types'
import { browserStore } from './browserStore'
import { closer } from './useWays'

const key = (id: string) => `inbox.draft.${id}`
const returnedKey = (id: string, one = '') => `inbox.returned.${id}.${one}`

/** What this browser kept and the server may not have yet. Before a draft remembered its way, its bare text lay here. */
function here(id: string, server: Draft | null): Draft | null {
  const kept = browserStore.read(key(id))
  if (kept === null) return null
  try {
    const draft = JSON.parse(kept) as Partial<Draft> | null
    if (typeof draft?.text === 'string') return { attachments: [], ...draft, text: draft.text }
  } catch {
    // A bare text.
  }
  return { text: kept, attachments: server?.attachments ?? [] }
}

/** Keeps what came back from a reply while its conversation was not open; it joins the draft there when that is read. */
export const giveBack = (id: string, draft: Draft) => browserStore.keep(returnedKey(id, crypto.randomUUID()), JSON.stringify(draft))

const joined = (draft: Draft | null, back: Draft): Draft =>
  draft
    ? {
        text: [back.text, draft.text].filter(Boolean).join('\n\n'),
        attachments: [...back.attachments, ...draft.attachments],
        ...(back.inserted || draft.inserted ? { inserted: [...(back.inserted ?? []), ...(draft.inserted ?? [])] } : {}),
        way: back.way && draft.way ? closer(back.way, draft.way) : null,
      }
    : back

/** At once here, a moment later on the server, so that neither a closed tab nor another machine loses a sentence, or takes a note for an answer. */
export function draftsOf(id: string, delayMs = 800) {
  let planned: ReturnType<typeof setTimeout> | undefined
  let onServer = false
  return {
    read(server: Draft | null): Draft | null {
      onServer = server !== null
      const kept = here(id, server) ?? server
      const returned = browserStore.keys(returnedKey(id))
      const whole = returned.map((one) => JSON.parse(browserStore.read(one) ?? '') as Draft).reduce<Draft | null>(joined, kept)
      if (!whole || returned.length === 0) return kept
      this.keep(whole)
      returned.forEach((one) => browserStore.drop(one))
      return whole
    },
    keep(draft: Draft) {
      clearTimeout(planned)
      if (!draft.text && draft.attachments.length === 0) return this.drop()
      const kept = JSON.stringify(draft)
      browserStore.keep(key(id), kept)
      planned = setTimeout(() => {
        onServer = true
        saveDraft(id, { ...draft, attachments: draft.attachments.map((one) => one.id) }).then(
          () => browserStore.read(key(id)) === kept && browserStore.drop(key(id)),
          () => undefined,
        )
      }, delayMs)
    },
    drop() {
      clearTimeout(planned)
      browserStore.drop(key(id))
      if (onServer) dropDraft(id).catch(() => undefined)
      onServer = false
    },
  }
}
