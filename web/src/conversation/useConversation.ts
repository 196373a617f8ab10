import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { readConversation, readMessages } from '@/api/conversations'
import { asProblem, type Problem } from '@/api/problem'
import type { Card, Conversation, Message, StaffRef } from '@/api/types'
import { useLive } from '@/live/useLive'
import { draftsOf } from './reply/drafts'
import { followMerged } from './reply/followMerged'
import { withMessage, withMessages, withNewest } from './timeline'

export type ConversationState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'ready'; conversation: Conversation; messages: Message[]; earlier: string | null; loadingEarlier: boolean }

/** One conversation, kept up to date while it is open: subscribed first, then fetched, then what arrived meanwhile applied by version. */
export function useConversation(id: Ref<string>) {
  const state = ref<ConversationState>({ kind: 'loading' })
  const colleagues = ref<{ staff: StaffRef[]; typing: StaffRef[] }>({ staff: [], typing: [] })
  const live = useLive()
  // What came since reading began; it may be missing in what is read.
  let early: Message[] = []
  let planned: ReturnType<typeof setTimeout> | undefined
  // One reading at a time: an older page that comes after a newer one would take away what the newer one held.
  let reading = false
  let askedMeanwhile = false
  let rereadFor: string | null = null
  let unwatch = () => {}

  /** Whether something is of the conversation that is open, or of the same talk in private or in the open. */
  const isOurs = (conversationId: string) =>
    conversationId === id.value || (state.value.kind === 'ready' && [...state.value.conversation.continues, ...state.value.conversation.continuedBy].some((one) => one.id === conversationId && one.relation !== 'previously'))

  function soon() {
    planned ??= setTimeout(() => {
      planned = undefined
      void refresh()
    }, 300)
  }

  async function load() {
    const mine = id.value
    early = []
    state.value = { kind: 'loading' }
    colleagues.value = { staff: [], typing: [] }
    try {
      await draftsOf(mine).settled()
      const [conversation, page] = await Promise.all([readConversation(mine), readMessages(mine)])
      followMerged(conversation)
      if (mine !== id.value) return
      state.value = { kind: 'ready', conversation, messages: withMessages(page.items, early), earlier: page.next, loadingEarlier: false }
    } catch (reason) {
      if (mine === id.value) state.value = { kind: 'failed', problem: asProblem(reason) }
    }
  }

  async function refresh() {
    if (state.value.kind !== 'ready') return load()
    if (reading) return void (askedMeanwhile = true)
    reading = true
    await readAgain(id.value)
    reading = false
    if (askedMeanwhile) {
      askedMeanwhile = false
      void refresh()
    }
  }

  async function readAgain(mine: string) {
    early = []
    const before = state.value.kind === 'ready' ? draftsOf(state.value.conversation.id) : null
    const since = before?.asking() ?? null
    const read = await Promise.all([readConversation(mine), readMessages(mine)]).catch(() => null)
    if (!read || mine !== id.value || state.value.kind !== 'ready') return
    const drafts = draftsOf(read[0].id)
    // What was saved while the merge was read is in that reading or not: it is read once more, before another box stands there.
    if (before && drafts !== before && (since === null || since !== before.asking()) && rereadFor !== read[0].id) {
      rereadFor = read[0].id
      return void before.settled().then(soon)
    }
    rereadFor = null
    const told = drafts !== before || drafts.told(read[0].draft, since)
    if (!told) void drafts.settled().then(soon)
    followMerged(read[0], told)
    state.value = { ...state.value, conversation: newer(state.value.conversation, read[0]), messages: withNewest(state.value.messages, read[1], early) }
  }

  /** The card tells that something changed; asks and relations come with the conversation. One of another conversation, closed before this one was opened, says nothing of this one. */
  function changed(card: Card) {
    if (state.value.kind !== 'ready' || card.id !== state.value.conversation.id || card.version < state.value.conversation.version) return
    state.value = { ...state.value, conversation: { ...state.value.conversation, ...card } }
    soon()
  }

  async function showEarlier() {
    const now = state.value
    if (now.kind !== 'ready' || !now.earlier || now.loadingEarlier) return
    state.value = { ...now, loadingEarlier: true }
    const page = await readMessages(now.conversation.id, now.earlier).catch(() => null)
    if (state.value.kind !== 'ready' || state.value.conversation.id !== now.conversation.id) return
    state.value = { ...state.value, loadingEarlier: false, ...(page && { messages: withMessages(state.value.messages, page.items), earlier: page.next }) }
  }

  function put(message: Message) {
    early.push(message)
    if (state.value.kind === 'ready') state.value = { ...state.value, messages: withMessage(state.value.messages, message) }
  }

  watch(id, (now) => {
    unwatch()
    unwatch = live.watch(now)
    // It became part of the one that is shown already.
    if (state.value.kind !== 'ready' || state.value.conversation.id !== now) void load()
  }, { immediate: true })
  const ends = [
    live.on('message', (event) => isOurs(event.conversationId) && put(event.message)),
    live.on('changed', ({ conversationId, card }) => (conversationId === id.value && card?.id === conversationId ? changed(card) : isOurs(conversationId) && soon())),
    live.on('presence', (event) => event.conversationId === id.value && (colleagues.value = { staff: event.staff ?? [], typing: event.typing ?? [] })),
    live.onRefetch(() => void refresh()),
  ]
  onScopeDispose(() => {
    unwatch()
    clearTimeout(planned)
    ends.forEach((end) => end())
  })

  return {
    state, colleagues, load, refresh, showEarlier, put, changed,
    drop: (messageId: string) => {
      early = early.filter((one) => one.id !== messageId)
      if (state.value.kind === 'ready') state.value = { ...state.value, messages: state.value.messages.filter((one) => one.id !== messageId) }
    },
  }
}

const newer = (old: Conversation, fresh: Conversation) => (fresh.id !== old.id || fresh.version >= old.version ? fresh : old)
