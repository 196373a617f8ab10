import { dropDraft, saveDraft } from '@/api/conversations'
import type { Draft } from '@/api/types'

const key = (id: string) => `inbox.draft.${id}`

/** What this browser kept and the server may not have yet. Before a draft remembered its way, its bare text lay here. */
function here(id: string, server: Draft | null): Draft | null {
  const kept = localStorage.getItem(key(id))
  if (kept === null) return null
  try {
    const draft = JSON.parse(kept) as Partial<Draft> | null
    if (typeof draft?.text === 'string') return { attachments: [], ...draft, text: draft.text }
  } catch {
    // A bare text.
  }
  return { text: kept, attachments: server?.attachments ?? [] }
}

/** At once here, a moment later on the server, so that neither a closed tab nor another machine loses a sentence, or takes a note for an answer. */
export function draftsOf(id: string, delayMs = 800) {
  let planned: ReturnType<typeof setTimeout> | undefined
  let onServer = false
  return {
    read(server: Draft | null): Draft | null {
      onServer = server !== null
      return here(id, server) ?? server
    },
    keep(draft: Draft) {
      clearTimeout(planned)
      if (!draft.text && draft.attachments.length === 0) return this.drop()
      const kept = JSON.stringify(draft)
      localStorage.setItem(key(id), kept)
      planned = setTimeout(() => {
        onServer = true
        saveDraft(id, { ...draft, attachments: draft.attachments.map((one) => one.id) }).then(
          () => localStorage.getItem(key(id)) === kept && localStorage.removeItem(key(id)),
          () => undefined,
        )
      }, delayMs)
    },
    drop() {
      clearTimeout(planned)
      localStorage.removeItem(key(id))
      if (onServer) dropDraft(id).catch(() => undefined)
      onServer = false
    },
  }
}
