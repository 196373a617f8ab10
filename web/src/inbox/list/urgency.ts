import type { Card } from '@/api/types'

export type Urgency = { kind: 'none' } | { kind: 'calm' | 'near' | 'over'; leftMs: number | null }

/** How much a waiting conversation presses: near in the last quarter of its time, over once the time is gone. */
export function urgencyOf(card: Pick<Card, 'waitingSince' | 'targetAt'>, now: number): Urgency {
  if (!card.waitingSince) return { kind: 'none' }
  if (!card.targetAt) return { kind: 'calm', leftMs: null }
  const leftMs = Date.parse(card.targetAt) - now
  const wholeMs = Date.parse(card.targetAt) - Date.parse(card.waitingSince)
  if (leftMs < 0) return { kind: 'over', leftMs }
  return { kind: leftMs <= wholeMs / 4 ? 'near' : 'calm', leftMs }
}
