import { useI18n } from 'vue-i18n'
import * as api from '@/api/conversations'
import { asProblem } from '@/api/problem'
import type { Card, Message, Moderation, Priority, StaffRef } from '@/api/types'
import { back, type Change } from '../context/fields'
import { wordsFor } from '@/ui/problemWords'
import { useToasts } from '@/ui/useToasts'
import { useUndo } from '@/ui/useUndo'

type Heard = { changed: (card: Card) => void; left: (id: string) => void; closed?: (card: Card) => void }

/** What staff do to a conversation. Each act is done at once, told in words and can be taken back. */
export function useActions({ changed, left, closed }: Heard) {
  const { t } = useI18n()
  const { say } = useToasts()
  const { offer } = useUndo()

  async function act(run: () => Promise<Card | undefined>, words: string, back?: () => Promise<unknown>, leaves?: string) {
    try {
      const card = await run()
      if (card) changed(card)
      if (leaves) left(leaves)
      if (back) offer(words, async () => {
        const before = await back()
        if (before && typeof before === 'object' && 'version' in before) changed(before as Card)
      })
      else say(words)
    } catch (reason) {
      say(wordsFor(asProblem(reason), t), { tone: 'bad' })
    }
  }

  return {
    close: (card: Card) => act(async () => {
      const after = await api.close(card.id)
      closed?.(after)
      return after
    }, t('done.closed'), () => api.reopen(card.id), card.id),
    context: (card: Card, change: Change) => act(() => api.setContext(card.id, change), t('done.context'), () => api.setContext(card.id, back(card, change))),
    reopen: (card: Card) => act(() => api.reopen(card.id), t('done.reopened'), () => api.close(card.id)),
    snooze: (card: Card, until: Date, words: string) =>
      act(() => api.snooze(card.id, until.toISOString()), t('done.snoozed', { until: words }), () => api.wake(card.id), card.id),
    priority: (card: Card, to: Priority) =>
      act(() => api.setPriority(card.id, to), t('done.priority', { priority: t(`priority.${to}`) }), () => api.setPriority(card.id, card.priority ?? 'normal')),
    wake: (card: Card) => act(() => api.wake(card.id), t('done.woken')),
    assign: (card: Card, to: StaffRef | null) => {
      const before = card.assignee
      return act(
        () => (to ? api.assign(card.id, to.id) : api.unassign(card.id)),
        to ? t('done.assigned', { name: to.name }) : t('done.unassigned'),
        () => (before ? api.assign(card.id, before.id) : api.unassign(card.id)),
      )
    },
    tag: (card: Card, tag: string) =>
      card.tags.includes(tag)
        ? act(() => api.removeTag(card.id, tag), t('done.untagged', { tag }), () => api.addTag(card.id, tag))
        : act(() => api.addTag(card.id, tag), t('done.tagged', { tag }), () => api.removeTag(card.id, tag)),
    dismiss: (card: Card, ask: string) => act(() => api.dismissAsk(card.id, ask), t('done.dismissed'), () => api.restoreAsk(card.id, ask)),
    moderate: (card: Card, message: Message, state: Moderation) =>
      act(async () => void (await api.moderate(card.id, message.id, state)), t(`moderation.done.${state}`), () => api.moderate(card.id, message.id, message.moderation ?? 'approved')),
    restore: (card: Card, ask: string) => act(() => api.restoreAsk(card.id, ask), t('done.restored')),
    merge: (card: Card, otherId: string) => {
      let undoId = ''
      return act(async () => {
        const merged = await api.mergeConversation(card.id, otherId)
        undoId = merged.undoId ?? ''
        return merged.card
      }, t('done.merged'), () => api.undo(undoId), otherId)
    },
    split: (card: Card, messageIds: string[]) => {
      let undoId = ''
      return act(async () => {
        undoId = (await api.splitConversation(card.id, messageIds)).undoId
        return undefined
      }, t('done.split'), () => api.undo(undoId))
    },
    accept: (card: Card, otherId: string) => {
      let undoId = ''
      return act(async () => {
        const merged = await api.acceptSuggestion(card.id, otherId)
        undoId = merged.undoId ?? ''
        return merged.card
      }, t('done.merged'), () => api.undo(undoId), otherId)
    },
    refuse: (card: Card, otherId: string) => {
      let undoId = ''
      return act(async () => {
        undoId = (await api.refuseSuggestion(card.id, otherId)).undoId ?? ''
        return undefined
      }, t('done.refused'), () => api.undo(undoId))
    },
    admit: (card: Card, identityId: string) => act(async () => void (await api.acceptParticipant(card.id, identityId)) as undefined, t('done.admitted')),
  }
}

export type Actions = ReturnType<typeof useActions>
