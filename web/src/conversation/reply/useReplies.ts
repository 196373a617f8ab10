import { computed, onScopeDispose, ref, type Ref } from 'vue'
import { postNote, postReply, sendAgain, undoReply } from '@/api/conversations'
import { asProblem, type Problem } from '@/api/problem'
import type { Attachment, FilledTemplate, Message } from '@/api/types'
import { useLive } from '@/live/useLive'
import { useUndo } from '@/ui/useUndo'
import { advanced, pending, type Outgoing } from './outgoing'
import type { Inserted } from './saved'

export type Written = { kind: 'reply' | 'note'; text: string; private: boolean; attachments: Attachment[]; /** Another conversation than the one that is open: the same talk in private, or in the open. */ to?: string; version?: number; template?: FilledTemplate; /** What of the text came from saved replies. */ inserted?: Inserted[] }
export type Missed = { written: Written; messages: Message[]; version: number }

type Sends = {
  id: Ref<string>
  seenVersion: () => number
  messages: () => Message[]
  put: (message: Message) => void
  drop: (messageId: string) => void
  restore: (written: Written) => void
  words: { sending: () => string; refused: (problem: Problem) => string }
}

const undoMs = 10_000

/** Replies on their way: a bubble at once, its state as the server tells it, ten seconds to take it back. */
export function useReplies({ id, seenVersion, messages, put, drop, restore, words }: Sends) {
  const outgoing = ref<Outgoing[]>([])
  const missed = ref<Missed | null>(null)
  const { offer } = useUndo()
  const remove = (clientId: string) => void (outgoing.value = outgoing.value.filter((one) => one.clientId !== clientId))
  const change = (clientId: string, next: (one: Outgoing) => Outgoing) =>
    void (outgoing.value = outgoing.value.map((one) => (one.clientId === clientId ? next(one) : one)))

  async function send(written: Written, version = written.version ?? seenVersion()) {
    missed.value = null
    const clientId = crypto.randomUUID()
    outgoing.value = [...outgoing.value, { ...written, clientId, at: new Date().toISOString(), messageId: null, state: 'posting', error: null }]
    await post(clientId, written, version)
  }

  async function post(clientId: string, written: Written, version: number) {
    const here = id.value
    const conversation = written.to ?? here
    const attachments = written.attachments.map((one) => one.id)
    try {
      const { message } = written.kind === 'note'
        ? await postNote(conversation, { clientId, text: written.text })
        : await postReply(conversation, { clientId, text: written.text, seenVersion: version, private: written.private, attachments, template: written.template, inserted: written.inserted })
      change(clientId, (one) => advanced({ ...one, messageId: message.id }, written.kind === 'note' ? 'sent' : 'queued', null))
      if (here === id.value) put({ ...message, clientId })
      if (written.kind === 'reply') offer(words.sending(), () => takeBack(here, message.conversationId, clientId, message.id, written), undoMs)
    } catch (reason) {
      refused(clientId, written, asProblem(reason))
    }
  }

  function refused(clientId: string, written: Written, problem: Problem) {
    if (problem.status === 409 && problem.version !== null) {
      remove(clientId)
      missed.value = { written, messages: problem.missed, version: problem.version }
      if (!written.template) restore(written)
      problem.missed.forEach(put)
    } else {
      change(clientId, (one) => advanced(one, 'failed', words.refused(problem)))
    }
  }

  async function takeBack(here: string, conversation: string, clientId: string, messageId: string, written: Written) {
    await undoReply(conversation, clientId)
    remove(clientId)
    drop(messageId)
    if (here === id.value) restore(written)
  }

  /** A bubble that never reached the server is posted again under the same id; one that did is sent again by the server. */
  async function again(clientId: string) {
    const one = outgoing.value.find((bubble) => bubble.clientId === clientId)
    if (one && !one.messageId) {
      change(clientId, (bubble) => ({ ...bubble, state: 'posting', error: null }))
      return post(clientId, one, one.version ?? seenVersion())
    }
    await sendAgain(messages().find((one) => one.clientId === clientId)?.conversationId ?? id.value, clientId)
  }

  const end = useLive().on('replyState', ({ clientId, state, error }) => {
    change(clientId, (one) => advanced(one, state, error))
    const shown = messages().find((one) => one.clientId === clientId)
    if (shown) put({ ...shown, state, error })
  })
  onScopeDispose(end)

  return {
    missed,
    bubbles: computed(() => pending(outgoing.value, messages())),
    send,
    again,
    discard: remove,
    forget: () => {
      outgoing.value = []
      missed.value = null
    },
  }
}
