import { dropDraft, saveDraft } from '@/api/conversations'
import type { Attachment, Draft } from '@/api/types'

const key = (id: string) => `inbox.draft.${id}`

/** At once here, a moment later on the server, so that neither a closed tab nor another machine loses a sentence. */
export function draftsOf(id: string, delayMs = 800) {
  let planned: ReturnType<typeof setTimeout> | undefined
  let onServer = false
  return {
    read(server: Draft | null): Draft | null {
      onServer = server !== null
      const here = localStorage.getItem(key(id))
      return here === null ? server : { text: here, attachments: server?.attachments ?? [] }
    },
    keep(text: string, attachments: Attachment[]) {
      clearTimeout(planned)
      if (!text && attachments.length === 0) return this.drop()
      localStorage.setItem(key(id), text)
      planned = setTimeout(() => {
        onServer = true
        saveDraft(id, { text, attachments: attachments.map((one) => one.id) }).then(
          () => localStorage.getItem(key(id)) === text && localStorage.removeItem(key(id)),
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
