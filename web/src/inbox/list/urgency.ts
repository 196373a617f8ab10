import type { Card } from '@/api/types'

export type Urgency = { kind: 'none' } | { kind: 'calm' | 'near' | 'over'; leftMs: number | null }

/** How much a waiting conversation presses: near in the last quarter of its target's own time, over once that is gone. */
export function urgencyOf(card: Pick<Card, 'waitingSince' | 'targetAt' | 'nearAt'>, now: number): Urgency {
  if (!card.waitingSince) return { kind: 'none' }
  if (!card.targetAt) return { kind: 'calm', leftMs: null }
  const leftMs = Date.parse(card.targetAt) - now
  if (leftMs < 0) return { kind: 'over', leftMs }
  return { kind: card.nearAt && Date.parse(card.nearAt) <= now ? 'near' : 'calm', leftMs }
}
