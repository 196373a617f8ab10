import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { postNote, postReply, sendAgain, undoReply } from '@/api/conversations'
import { asProblem, type Problem } from '@/api/problem'
import type { Attachment, Draft, FilledTemplate, Message } from '@/api/types'
import { useLive } from '@/live/useLive'
import { useSession } from '@/session/useSession'
import { useUndo } from '@/ui/useUndo'
import { giveBack } from './drafts'
import { advanced, pending, type Outgoing } from './outgoing'
import type { Inserted } from './saved'
import { ifFree, inTurn, onceFree } from './turns'
import { unsentOf } from './unsent'

export type Written = { kind: 'reply' | 'note'; text: string; private: boolean; attachments: Attachment[]; /** Another conversation than the one that is open: the same talk in private, or in the open. */ to?: string; version?: number; template?: FilledTemplate; /** What of the text came from saved replies. */ inserted?: Inserted[]; /** Under which it stands as a bubble, not in the box. */ clientId?: string }
export type Missed = { written: Written; messages: Message[]; version: number }

type Sends = {
  id: Ref<string>
  /** Those that became part of it. */
  merged: () => string[]
  seenVersion: () => number
  messages: () => Message[]
  put: (message: Message) => void
  drop: (messageId: string) => void
  /** Into the box; false when there is none, or, if it comes unasked, when something of another way stands there. */
  restore: (written: Written, unasked?: boolean) => boolean
  words: { sending: () => string; missed: () => string; refused: (problem: Problem) => string }
}

const undoMs = 10_000

const asWritten = ({ kind, text, private: isPrivate, attachments, to, version, template, inserted }: Outgoing): Written => ({ kind, text, private: isPrivate, attachments, to, version, template, inserted })
const asDraft = ({ text, attachments, inserted, kind, private: isPrivate }: Written): Draft => ({ text, attachments, ...(inserted ? { inserted } : {}), way: kind === 'note' ? 'note' : isPrivate ? 'private' : 'public' })

/** Replies on their way: a bubble at once, its state as the server tells it, ten seconds to take it back. */
export function useReplies({ id, merged, seenVersion, messages, put, drop, restore, words }: Sends) {
  // Who wrote it, also when somebody else is at the page by the time that it comes back.
  const staff = useSession().me.value?.id ?? ''
  const unsent = unsentOf(staff)
  const outgoing = ref<Outgoing[]>([])
  const missed = ref<Missed | null>(null)
  const { offer } = useUndo()
  const remove = (clientId: string) => void (outgoing.value = outgoing.value.filter((one) => one.clientId !== clientId))
  const change = (clientId: string, next: (one: Outgoing) => Outgoing) =>
    void (outgoing.value = outgoing.value.map((one) => (one.clientId === clientId ? next(one) : one)))

  async function send(written: Written, version = written.version ?? seenVersion()) {
    if (written.clientId && !unsent.find(id.value, written.clientId)) return follow() // another tab has sent it, or taken it up
    if (written.kind === 'reply') missed.value = null
    const one: Outgoing = { ...written, clientId: written.clientId ?? crypto.randomUUID(), at: new Date().toISOString(), messageId: null, state: 'posting', error: null }
    unsent.keep(id.value, one)
    remove(one.clientId)
    outgoing.value = [...outgoing.value, one]
    await post(one, version)
  }

  /** One tab at a time, and only while it is kept: another one may have sent it or taken it up. */
  function post(written: Outgoing, version: number) {
    const here = id.value
    return inTurn(written.clientId, () => {
      if (!unsent.find(here, written.clientId)) return remove(written.clientId)
      unsent.keep(here, written)
      return hand(here, written, version)
    })
  }

  async function hand(here: string, written: Outgoing, version: number) {
    const { clientId } = written
    const conversation = written.to ?? here
    const attachments = written.attachments.map((one) => one.id)
    try {
      const { message } = written.kind === 'note'
        ? await postNote(conversation, { clientId, text: written.text })
        : await postReply(conversation, { clientId, text: written.text, seenVersion: version, private: written.private, attachments, template: written.template, inserted: written.inserted })
      unsent.drop(here, clientId)
      change(clientId, (one) => advanced({ ...one, messageId: message.id }, written.kind === 'note' ? 'sent' : 'queued', null))
      if (here === id.value) put({ ...message, clientId })
      if (written.kind === 'reply') offer(words.sending(), () => takeBack(here, message.conversationId, written, message.id), undoMs)
    } catch (reason) {
      refused(here, written, asProblem(reason))
    }
  }

  function refused(here: string, written: Outgoing, problem: Problem) {
    if (problem.status !== 409 || problem.version === null) return fail(here, written, words.refused(problem))
    // A template is more than its words, and an answer is not part of a note that was begun meanwhile: it stays a bubble, which is not shown while the notice offers it.
    const inBox = here === id.value && !written.template && restore(asWritten(written), true)
    if (inBox) {
      unsent.drop(here, written.clientId)
      remove(written.clientId)
    } else fail(here, written, words.missed())
    if (here !== id.value) return
    missed.value = { written: { ...asWritten(written), ...(inBox ? {} : { clientId: written.clientId }) }, messages: problem.missed, version: problem.version }
    problem.missed.forEach(put)
  }

  function fail(here: string, written: Outgoing, why: string) {
    const failed = (one: Outgoing) => advanced(one, 'failed', why)
    unsent.keep(here, failed(written))
    change(written.clientId, failed)
  }

  async function takeBack(here: string, conversation: string, written: Outgoing, messageId: string) {
    await undoReply(conversation, written.clientId)
    remove(written.clientId)
    drop(messageId)
    comeBack(here, written)
  }

  const isHere = (conversation: string) => conversation === id.value || merged().includes(conversation)

  /** Into the box, or, while another conversation is open, to the draft of its own. */
  function comeBack(here: string, written: Outgoing) {
    if (!isHere(here) || !restore(asWritten(written))) giveBack(staff, here, asDraft(written))
  }

  /** A bubble that never reached the server is posted again under the same id; one that did is sent again by the server. */
  async function again(clientId: string) {
    const one = outgoing.value.find((bubble) => bubble.clientId === clientId)
    if (one && !one.messageId) {
      const posting: Outgoing = { ...one, state: 'posting', error: null }
      change(clientId, () => posting)
      return post(posting, one.version ?? seenVersion())
    }
    await sendAgain(messages().find((one) => one.clientId === clientId)?.conversationId ?? id.value, clientId)
  }

  /** Back into the box; without one, the bubble stays. A template has no words to change. */
  const edit = (clientId: string) => takeUp(clientId, (one) => !one.template && restore(asWritten(one)))
  const discard = (clientId: string) => takeUp(clientId, () => true)

  /** Nothing that a tab has on its way, and nothing twice. */
  function takeUp(clientId: string, act: (one: Outgoing) => boolean) {
    const here = id.value
    return ifFree(clientId, () => {
      if (here !== id.value) return
      const one = unsent.find(here, clientId)
      if (one && act(one)) unsent.drop(here, clientId)
      follow()
    })
  }

  /** What the server has not told of is as this browser keeps it, whichever tab does something about it. */
  function follow() {
    const here = id.value
    const kept = unsent.of(here)
    outgoing.value = [...outgoing.value.filter((one) => one.messageId), ...kept]
    const offered = missed.value?.written.clientId
    if (offered && !kept.some((one) => one.clientId === offered)) missed.value = null
    for (const { clientId, state } of kept) if (state === 'posting') void onceFree(clientId, () => abandoned(here, clientId))
  }

  /** The tab that was sending it has gone. */
  function abandoned(here: string, clientId: string) {
    const one = unsent.find(here, clientId)
    if (one?.state !== 'posting') return
    unsent.keep(here, { ...one, state: 'failed' })
    if (here === id.value) follow()
  }

  /** What this browser still has of the conversation that is open. */
  function forget() {
    outgoing.value = []
    missed.value = null
    follow()
  }
  forget()
  // The server had it all the same, or another tab has sent it.
  watch(messages, (now) => {
    const told = new Set(now.map((one) => one.clientId))
    outgoing.value.forEach((one) => told.has(one.clientId) && unsent.drop(id.value, one.clientId))
  })

  const end = useLive().on('replyState', ({ clientId, state, error }) => {
    change(clientId, (one) => advanced(one, state, error))
    const shown = messages().find((one) => one.clientId === clientId)
    if (shown) put({ ...shown, state, error })
  })
  onScopeDispose(end)
  onScopeDispose(unsent.onChange(follow))

  return {
    missed,
    bubbles: computed(() => pending(outgoing.value, messages()).filter((one) => one.clientId !== missed.value?.written.clientId)),
    send,
    again,
    edit,
    discard,
    forget,
    follow,
  }
}
