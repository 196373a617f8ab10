import { dropDraft, saveDraft } from '@/api/conversations'
import type { Draft } from '@/api/types'
import { useSession } from '@/session/useSession'
import { browserStore } from './browserStore'
import { closer } from './useWays'

// Several people may share a browser: what one of them wrote is nobody else's.
const key = (staff: string, id: string) => `inbox.draft.${staff}.${id}`
const returnedKey = (staff: string, id: string, one = '') => `inbox.returned.${staff}.${id}.${one}`

/** Keeps what came back from a reply while its conversation was not open; it joins the draft there when that is read. */
export const giveBack = (staff: string, id: string, draft: Draft) => browserStore.keep(returnedKey(staff, id, crypto.randomUUID()), JSON.stringify(draft))

function parsed(kept: string | null): Draft[] {
  try {
    return kept ? [JSON.parse(kept) as Draft] : []
  } catch {
    return []
  }
}

const wayOf = (one: Draft, other: Draft) => (one.way && other.way ? closer(one.way, other.way) : null)

const joined = (draft: Draft | null, back: Draft): Draft =>
  draft
    ? {
        text: [back.text, draft.text].filter(Boolean).join('\n\n'),
        attachments: [...back.attachments, ...draft.attachments],
        ...(back.inserted || draft.inserted ? { inserted: [...(back.inserted ?? []), ...(draft.inserted ?? [])] } : {}),
        way: wayOf(back, draft),
      }
    : back

const within = (part: Draft, whole: Draft) =>
  whole.text.startsWith(part.text) && part.attachments.every((file) => whole.attachments.some((one) => one.id === file.id))

/** Two drafts of which neither was written from the other: nothing is lost, and what both begin with stands there once. */
function met(server: Draft, local: Draft): Draft {
  const whole = [local, server].find((one) => within(one === local ? server : local, one))
  return whole ? { ...whole, way: wayOf(server, local) } : joined(server, local)
}

// Both are times of the server: what it had when this was written, and what it has now.
const isNewer = (server: Draft, local: Draft) => !!server.updatedAt && (!local.updatedAt || Date.parse(server.updatedAt) > Date.parse(local.updatedAt))

/** At once here, a moment later on the server, so that neither a closed tab nor another machine loses a sentence, or takes a note for an answer. */
export function draftsOf(id: string, delayMs = 800) {
  const { me } = useSession()
  const staff = me.value?.id ?? ''
  const local = key(staff, id)
  let planned: ReturnType<typeof setTimeout> | undefined
  let onServer = false
  let knownAt: string | undefined
  return {
    read(server: Draft | null): Draft | null {
      onServer = server !== null
      knownAt = server?.updatedAt
      const [mine] = parsed(browserStore.read(local))
      const newer = !!mine && !!server && isNewer(server, mine)
      const kept = newer ? met(server, mine) : mine ?? server
      const returned = browserStore.keys(returnedKey(staff, id))
      const whole = returned.flatMap((one) => parsed(browserStore.read(one))).reduce<Draft | null>(joined, kept)
      if (!whole || (returned.length === 0 && !newer)) return kept
      this.keep(whole)
      returned.forEach((one) => browserStore.drop(one))
      return whole
    },
    keep(draft: Draft) {
      clearTimeout(planned)
      if (!draft.text && draft.attachments.length === 0) return this.drop()
      const kept = JSON.stringify({ ...draft, updatedAt: knownAt })
      browserStore.keep(local, kept)
      planned = setTimeout(() => {
        if ((me.value?.id ?? '') !== staff) return
        onServer = true
        const { text, attachments, inserted, way } = draft
        saveDraft(id, { text, attachments: attachments.map((one) => one.id), ...(inserted ? { inserted } : {}), way }).then(
          (saved) => {
            knownAt = saved.updatedAt
            if (browserStore.read(local) === kept) browserStore.drop(local)
          },
          () => undefined,
        )
      }, delayMs)
    },
    drop() {
      clearTimeout(planned)
      browserStore.drop(local)
      if (onServer) dropDraft(id).catch(() => undefined)
      onServer = false
    },
  }
}
