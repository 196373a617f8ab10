import { expect, it, vi } from 'vitest'
import type { Me } from '@/api/types'
import { aConversation } from '@/samples'
import { useSession } from '@/session/useSession'
import { followMerged } from './followMerged'
import { keepParted, partedOf } from './parted'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => undefined, useLive: () => ({ onRefetch: () => undefined }) }))

it('is asked in the conversation that the draft has become part of', () => {
  localStorage.clear()
  useSession().enter({ id: 'anna', name: 'Anna', role: 'agent' } as Me)
  keepParted('anna', 'ben', ['ann'])
  keepParted('anna', 'cid', ['dan'])
  followMerged(aConversation({ id: 'cid', merged: ['ben'] }))
  expect([partedOf('anna', 'cid'), partedOf('anna', 'ben')]).toEqual([['dan', 'ann'], []])
})
