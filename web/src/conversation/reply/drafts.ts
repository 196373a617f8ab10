import { saveDraft } from '@/api/conversations'
import { asProblem, type Problem } from '@/api/problem'
import type { Draft, Message } from '@/api/types'
import { useLive } from '@/live/useLive'
import { useSession } from '@/session/useSession'
import { browserStore, parsed } from './browserStore'
import { endedOf, moveEnded, thin, type Ended } from './ended'
import { isOneOf, isSame, joined, met, none, within, without } from './meeting'
import { moveUploads } from './useUploads'

/** A draft of this browser, the one at the server that it was written from, and what of it the server may have got and did not say so. */
type Kept = Draft & { from?: Draft | null; tried?: Draft[] }

const delayMs = 800
const patienceMs = 3_000

// Several people may share a browser: what one of them wrote is nobody else's.
const key = (staff: string, id: string) => `inbox.draft.${staff}.${id}`
const returnedKey = (staff: string, id: string, one = '') => `inbox.returned.${staff}.${id}.${one}`

/** Keeps what comes while its conversation is not open; it joins the draft there when that is read. */
export const giveBack = (staff: string, id: string, draft: Draft) => browserStore.keep(returnedKey(staff, id, crypto.randomUUID()), JSON.stringify(draft))

// Both are times of the server: what it had when this was written, and what it has now.
const isNewer = (server: Draft, local: Draft) => !!server.updatedAt && (!local.updatedAt || Date.parse(server.updatedAt) > Date.parse(local.updatedAt))
const isSentAs = (one: Message, draft: Draft) => isSame({ ...draft, text: draft.text.trim() }, { text: one.text?.trim() ?? '', attachments: one.attachments }) && Date.parse(one.at) >= Date.parse(draft.updatedAt ?? '')

const drafts = new Map<string, ReturnType<typeof begin>>()

/** One for each conversation and staff member in the whole page: what one box is still saving is no stranger's to the next. */
export function draftsOf(id: string) {
  const staff = useSession().me.value?.id ?? ''
  const name = key(staff, id)
  const draft = drafts.get(name) ?? begin(staff, id)
  drafts.set(name, draft)
  return draft
}

/** Its conversation became part of another: what is kept of it here goes on there. */
export function moveDraft(from: string, to: string) {
  const staff = useSession().me.value?.id ?? ''
  const [words] = drafts.get(key(staff, from))?.leave() ?? parsed<Kept>(browserStore.read(key(staff, from)))
  browserStore.drop(key(staff, from))
  browserStore.rename(returnedKey(staff, from), returnedKey(staff, to))
  moveEnded(staff, from, to)
  if (words) draftsOf(to).adopt(words)
  drafts.get(key(staff, to))?.comeBack()
  moveUploads(key(staff, from), key(staff, to))
}

// What the server could not be told.
const tellAll = () => drafts.forEach((one) => one.tell())
addEventListener('online', tellAll)
useLive().onRefetch(tellAll)

/** At once here, a moment later on the server, so that neither a closed tab nor another machine loses a sentence, or takes a note for an answer. */
function begin(staff: string, id: string) {
  const { me } = useSession()
  const local = key(staff, id)
  const ended = endedOf(staff, id)
  let known: Draft | null = null
  let unsaved: Draft | null = null
  let tried: Draft[] = []
  let refused: Draft | null = null
  let noted: string | null = null
  let planned: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<unknown> = Promise.resolve()
  let [asked, done] = [0, 0]
  let show: ((whole: Draft) => void) | null = null
  let lose: ((files: string[]) => void) | null = null

  /** One after the other, as they were asked for: no save comes after the end of what it saves. */
  function inTurn(write: () => Promise<unknown>) {
    asked++
    writing = writing.then(() => ((me.value?.id ?? '') === staff ? write() : undefined)).catch(() => undefined).then(() => void done++)
  }

  function put({ text, attachments, inserted, way }: Draft, updatedAt?: string | null) {
    return saveDraft(id, { text, attachments: attachments.map((one) => one.id), ...(inserted ? { inserted } : {}), way, updatedAt })
  }

  function note(draft: Draft) {
    unsaved = draft
    noted = JSON.stringify({ ...draft, updatedAt: known?.updatedAt, from: known, tried } satisfies Kept)
    browserStore.keep(local, noted)
  }

  async function save() {
    const draft = unsaved
    if (!draft || draft === refused) return
    if (!isOneOf(tried, draft)) tried.push(draft)
    thin(tried)
    note(draft)
    const attempt = tried
    const saved = await put(draft, known?.updatedAt).catch((reason: unknown) => void (attempt === tried && meet(asProblem(reason), draft)))
    if (!saved) return
    if (attempt !== tried) {
      ended.keep({ at: saved.updatedAt, tried: [] }) // it ended meanwhile
      return end()
    }
    tried = []
    const gone = draft.attachments.filter(({ id: file }) => !saved.attachments.some((one) => one.id === file))
    known = saved.updatedAt ? { ...draft, attachments: draft.attachments.filter((one) => !gone.includes(one)), updatedAt: saved.updatedAt } : null // blank words are not kept
    ended.drop()
    if (gone.length > 0) lose?.(gone.map((one) => one.id))
    if (unsaved !== draft) return void (unsaved && note(unsaved))
    unsaved = null
    if (browserStore.read(local) === noted) browserStore.drop(local)
  }

  /** Another tab or machine has kept its own meanwhile, and from here on both are one; or it has ended what this was written from. */
  function meet({ status, draft: newer, passes }: Problem, draft: Draft) {
    if (status !== 409 && !passes) refused = draft // it stays here; only other words are worth a try
    if (status !== 409 || !unsaved) return
    if (!newer) return goOn()
    const isOver = ended.has(newer)
    const isOurs = isOver || isOneOf(tried, newer)
    const whole = isOurs ? unsaved : met(newer, unsaved, known)
    known = isOver ? { ...none, updatedAt: newer.updatedAt } : newer // what is over is saved over, and nothing here was written from it
    tried = []
    keep(whole)
    if (!isOurs) show?.(whole)
  }

  /** What stands here is what the server had, or was written on from that: so it goes on from what it has now. */
  function take(newer: Draft) {
    const whole = unsaved ? met(newer, unsaved, known) : newer
    known = newer
    tried = []
    if (unsaved) keep(whole)
    show?.(whole)
  }

  /** What this was written from is over: what was added here since is left. */
  function goOn(over = known) {
    const was = unsaved
    const left = over && was ? without(over, was) : none
    known = unsaved = null
    tried = []
    keep(left)
    if (!was || !isSame(left, was)) show?.(left)
  }

  function keep(draft: Draft) {
    clearTimeout(planned)
    if (!draft.text && draft.attachments.length === 0) return drop()
    note(draft)
    planned = setTimeout(() => inTurn(save), delayMs)
  }

  function drop() {
    clearTimeout(planned)
    if (known || unsaved) {
      ended.add({ whole: unsaved ?? known, at: known?.updatedAt, tried })
      end()
    }
    known = unsaved = null
    tried = []
    browserStore.drop(local)
  }

  /** What was sent is no draft any more, also when the server hears of that later. */
  const end = () => inTurn(() => ended.tell((at) => put(none, at)))

  /** Another tab has ended what stands here, or an older one of it. */
  function heard(over: Ended) {
    inTurn(() => Promise.resolve()) // what was read before tells of it still
    if (unsaved && over.whole && within(unsaved, over.whole)) goOn(unsaved)
    else if (known ? !!over.at && !isNewer(known, { ...none, updatedAt: over.at }) : !unsaved) goOn()
  }

  return {
    name: local,
    /** What is only shown, as the server has it, is not written. */
    keep: (draft: Draft) => void (known && !unsaved && isSame(known, draft) && (known.way ?? draft.way) === draft.way ? undefined : keep(draft)),
    drop,
    giveBack: (more: Draft) => giveBack(staff, id, more),
    read(told: Draft | null): Draft | null {
      if (ended.read()) end()
      known = told && ended.has(told) ? null : told
      const [stored] = parsed<Kept>(browserStore.read(local))
      const [mine] = stored ? [{ ...(known || !stored.from ? stored : without(stored.from, stored)), from: undefined, tried: undefined }] : []
      const isOurs = !!known && isOneOf(stored?.tried, known)
      const kept = mine && known && !isOurs && isNewer(known, mine) ? met(known, mine, stored?.from) : mine ?? known
      const returned = browserStore.keys(returnedKey(staff, id))
      const whole = returned.flatMap((one) => parsed<Draft>(browserStore.read(one))).reduce<Draft | null>(joined, kept)
      if (!whole || (returned.length === 0 && !mine)) return kept
      if (!unsaved) tried = stored?.tried ?? []
      keep(whole)
      returned.forEach((one) => browserStore.drop(one))
      return whole
    },
    /** What is not saved here, to be saved elsewhere. */
    leave(): Kept[] | null {
      clearTimeout(planned)
      const words = unsaved && { ...unsaved, from: known, tried }
      known = unsaved = null
      return words && [words]
    },
    adopt({ from = null, tried: sent = [], ...words }: Kept) {
      const stands = unsaved ?? known
      if (!show && (unsaved || browserStore.read(local))) return giveBack(staff, id, words)
      if (!show || !stands) [known, tried] = [from, sent]
      const whole = show && stands ? (from ? met(stands, words, from) : joined(words, stands)) : words
      keep(whole)
      show?.(whole)
    },
    /** What came back while its conversation was another stands before what is shown here. */
    comeBack() {
      const returned = browserStore.keys(returnedKey(staff, id))
      const whole = returned.flatMap((one) => parsed<Draft>(browserStore.read(one))).reduce<Draft | null>(joined, unsaved ?? known)
      if (!show || !whole || returned.length === 0) return
      keep(whole)
      returned.forEach((one) => browserStore.drop(one))
      show(whole)
    },
    writtenFrom: () => known,
    /** Before the server is asked what it has: null while something is on its way there. */
    asking: () => (asked === done ? asked : null),
    /** What it has, asked for then. False when something was written meanwhile: it may be older than that. */
    told(theirs: Draft | null, since: number | null) {
      // Sent on another machine, or gone back to where it was written before a merge.
      if (show && !theirs && known && !unsaved && since === asked) goOn()
      if (!show || !theirs || theirs.updatedAt === known?.updatedAt || ended.has(theirs) || isOneOf(tried, theirs)) return true
      if (since !== asked) return false
      take(theirs)
      return true
    },
    /** Messages of its conversation: one of them may be this, sent on another machine. */
    seen(messages: Message[]) {
      const was = known
      if (was && !unsaved && messages.some((one) => one.author.staffId === staff && isSentAs(one, was))) goOn()
    },
    /** Who shows it learns when it becomes other than was written there, and which of its files the server has no more. */
    shownBy(box: (whole: Draft) => void, without: (files: string[]) => void) {
      show = box
      lose = without
      const deaf = ended.onChange(heard)
      return () => {
        deaf()
        if (show === box) show = lose = null
      }
    },
    tell() {
      if (ended.read()) end()
      if (unsaved) inTurn(save)
    },
    /** Before the server is asked for it: once what is on its way is there. A line that hangs keeps nobody from reading. */
    settled() {
      clearTimeout(planned)
      if (unsaved) inTurn(save)
      return Promise.race([writing, new Promise((then) => setTimeout(then, patienceMs))])
    },
  }
}
