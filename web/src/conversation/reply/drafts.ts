import { dropDraft, saveDraft } from '@/api/conversations'
import { asProblem } from '@/api/problem'
import type { Draft } from '@/api/types'
import { useSession } from '@/session/useSession'
import { browserStore } from './browserStore'
import { joined, met } from './meeting'

/** A draft of this browser, the one at the server that it was written from, and what of it the server may have got and did not say so. */
type Kept = Draft & { from?: Draft | null; tried?: Draft[] }

const delayMs = 800
const patienceMs = 3_000

// Several people may share a browser: what one of them wrote is nobody else's.
const key = (staff: string, id: string) => `inbox.draft.${staff}.${id}`
const returnedKey = (staff: string, id: string, one = '') => `inbox.returned.${staff}.${id}.${one}`

const endedKey = (staff: string, id: string) => `inbox.ended.${staff}.${id}`

/** Keeps what comes while its conversation is not open; it joins the draft there when that is read. */
export const giveBack = (staff: string, id: string, draft: Draft) => browserStore.keep(returnedKey(staff, id, crypto.randomUUID()), JSON.stringify(draft))

function parsed(kept: string | null): Kept[] {
  try {
    return kept ? [JSON.parse(kept) as Kept] : []
  } catch {
    return []
  }
}

// Both are times of the server: what it had when this was written, and what it has now.
const isNewer = (server: Draft, local: Draft) => !!server.updatedAt && (!local.updatedAt || Date.parse(server.updatedAt) > Date.parse(local.updatedAt))

const isSame = (one: Draft, other: Draft) => one.text === other.text && one.attachments.map((file) => file.id).join() === other.attachments.map((file) => file.id).join()

const drafts = new Map<string, ReturnType<typeof begin>>()

/** One for each conversation and staff member in the whole page: what one box is still saving is no stranger's to the next. */
export function draftsOf(id: string) {
  const staff = useSession().me.value?.id ?? ''
  const name = key(staff, id)
  const draft = drafts.get(name) ?? begin(staff, id)
  drafts.set(name, draft)
  return draft
}

/** At once here, a moment later on the server, so that neither a closed tab nor another machine loses a sentence, or takes a note for an answer. */
function begin(staff: string, id: string) {
  const { me } = useSession()
  const local = key(staff, id)
  const ended = endedKey(staff, id)
  let known: Draft | null = null
  let unsaved: Draft | null = null
  let tried: Draft[] = []
  let noted: string | null = null
  let planned: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<unknown> = Promise.resolve()
  let show: ((whole: Draft) => void) | null = null

  /** One after the other, as they were asked for: no save comes after the end of what it saves. */
  const inTurn = (write: () => Promise<unknown>) =>
    void (writing = writing.then(() => ((me.value?.id ?? '') === staff ? write() : undefined)).catch(() => undefined))

  function note(draft: Draft) {
    unsaved = draft
    noted = JSON.stringify({ ...draft, updatedAt: known?.updatedAt, from: known, tried } satisfies Kept)
    browserStore.keep(local, noted)
  }

  async function save() {
    const draft = unsaved
    if (!draft) return
    tried.push(draft)
    note(draft)
    const { text, attachments, inserted, way } = draft
    const body = { text, attachments: attachments.map((one) => one.id), ...(inserted ? { inserted } : {}), way, updatedAt: known?.updatedAt }
    const saved = await saveDraft(id, body).catch((reason: unknown) => meet(asProblem(reason).draft))
    if (!saved) return
    tried = []
    known = { ...draft, updatedAt: saved.updatedAt }
    if (unsaved !== draft) return void (unsaved && note(unsaved))
    unsaved = null
    if (browserStore.read(local) === noted) browserStore.drop(local)
  }

  /** Another tab or machine has kept its own meanwhile: from here on both are one. */
  function meet(newer: Draft | null) {
    if (!newer || !unsaved) return
    const isOurs = tried.some((one) => isSame(one, newer))
    const whole = isOurs ? unsaved : met(newer, unsaved, known)
    known = newer
    tried = []
    keep(whole)
    if (!isOurs) show?.(whole)
  }

  function keep(draft: Draft) {
    clearTimeout(planned)
    if (!draft.text && draft.attachments.length === 0) return drop()
    note(draft)
    planned = setTimeout(() => inTurn(save), delayMs)
  }

  function drop() {
    clearTimeout(planned)
    unsaved = null
    browserStore.drop(local)
    inTurn(end)
  }

  /** What was sent is no draft any more, also when the server hears of that later. */
  async function end() {
    if (!known) return
    browserStore.keep(ended, known.updatedAt ?? '')
    await dropDraft(id, known.updatedAt)
    browserStore.drop(ended)
    known = null
  }

  return {
    name: local,
    keep,
    drop,
    giveBack: (more: Draft) => giveBack(staff, id, more),
    read(told: Draft | null): Draft | null {
      known = told
      const isEnded = !!told && told.updatedAt === browserStore.read(ended)
      if (isEnded) inTurn(end)
      const server = isEnded ? null : told
      const [stored] = parsed(browserStore.read(local))
      const mine = stored && { ...stored, from: undefined, tried: undefined }
      const isOurs = !!server && !!stored?.tried?.some((one) => isSame(one, server))
      const newer = !!mine && !!server && !isOurs && isNewer(server, mine)
      const kept = newer ? met(server, mine, stored?.from) : mine ?? server
      const returned = browserStore.keys(returnedKey(staff, id))
      const whole = returned.flatMap((one) => parsed(browserStore.read(one))).reduce<Draft | null>(joined, kept)
      if (!whole || (returned.length === 0 && !newer && !(mine && isOurs))) return kept
      keep(whole)
      returned.forEach((one) => browserStore.drop(one))
      return whole
    },
    /** Who shows it learns when it becomes more than was written there. */
    shownBy(box: (whole: Draft) => void) {
      show = box
      return () => void (show === box && (show = null))
    },
    /** Before the server is asked for it: once what is on its way is there. A line that hangs keeps nobody from reading. */
    settled() {
      clearTimeout(planned)
      if (unsaved) inTurn(save)
      return Promise.race([writing, new Promise((then) => setTimeout(then, patienceMs))])
    },
  }
}
