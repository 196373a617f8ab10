import { dropDraft, saveDraft } from '@/api/conversations'
import type { Attachment, Draft } from '@/api/types'
import type { Inserted } from './saved'

const key = (id: string) => `inbox.draft.${id}`
const insertedKey = (id: string) => `inbox.inserted.${id}`

function insertedHere(id: string): Inserted[] {
  try {
    return JSON.parse(localStorage.getItem(insertedKey(id)) ?? '[]') as Inserted[]
  } catch {
    return []
  }
}

function forget(id: string) {
  localStorage.removeItem(key(id))
  localStorage.removeItem(insertedKey(id))
}

/** At once here, a moment later on the server, so that neither a closed tab nor another machine loses a sentence. */
export function draftsOf(id: string, delayMs = 800) {
  let planned: ReturnType<typeof setTimeout> | undefined
  let onServer = false
  return {
    read(server: Draft | null): Draft | null {
      onServer = server !== null
      const here = localStorage.getItem(key(id))
      return here === null ? server : { text: here, attachments: server?.attachments ?? [], inserted: insertedHere(id) }
    },
    keep(text: string, attachments: Attachment[], inserted: Inserted[] = []) {
      clearTimeout(planned)
      if (!text && attachments.length === 0) return this.drop()
      localStorage.setItem(key(id), text)
      if (inserted.length > 0) localStorage.setItem(insertedKey(id), JSON.stringify(inserted))
      else localStorage.removeItem(insertedKey(id))
      planned = setTimeout(() => {
        onServer = true
        saveDraft(id, { text, attachments: attachments.map((one) => one.id), ...(inserted.length > 0 ? { inserted } : {}) }).then(
          () => localStorage.getItem(key(id)) === text && forget(id),
          () => undefined,
        )
      }, delayMs)
    },
    drop() {
      clearTimeout(planned)
      forget(id)
      if (onServer) dropDraft(id).catch(() => undefined)
      onServer = false
    },
  }
}
