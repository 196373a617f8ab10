import { effectScope, ref } from 'vue'
import { expect, it, vi } from 'vitest'
import type { Card, Page } from '@/api/types'

const heard = vi.hoisted(() => new Map<string, (event: unknown) => void>())
const pages = vi.hoisted(() => [] as ((page: unknown) => void)[])
vi.mock('@/live/useLive', () => ({
  useLive: () => ({
    on: (name: string, listen: (event: unknown) => void) => (heard.set(name, listen), () => undefined),
    onRefetch: (refetch: () => void) => (heard.set('refetch', refetch), () => undefined),
  }),
}))
vi.mock('@/api/conversations', () => ({ listConversations: () => new Promise((answer) => pages.push(answer)) }))

const card = (id: string) => ({ id, version: 1, state: 'waiting', waitingSince: '2026-03-02T09:00:00Z', assignee: null }) as unknown as Card
const came = (id: string) => heard.get('changed')?.({ conversationId: id, version: 1, card: card(id) })
const page = (...ids: string[]) => ({ items: ids.map(card), next: null }) as unknown as Page<Card>

async function open() {
  const { useConversationList } = await import('./useConversationList')
  const list = effectScope().run(() => useConversationList(ref({ tab: 'waiting' as const, q: '', assignee: null, urgent: false }), () => undefined)) as ReturnType<typeof useConversationList>
  const shown = () => (list.state.value.kind === 'ready' ? list.state.value.cards.map((one) => one.id + (list.state.value.kind === 'ready' && list.state.value.gone.includes(one.id) ? ' gone' : '')) : [])
  return { shown, answer: async (...ids: string[]) => (pages.pop()?.(page(...ids)), await new Promise((done) => setTimeout(done))) }
}

it('keeps what came while the first page was being read', async () => {
  const { shown, answer } = await open()
  came('b')
  await answer('a')

  expect(shown()).toEqual(['a', 'b'])
})

it('does not take what came while a page was being read again for gone', async () => {
  const { shown, answer } = await open()
  await answer('a')
  heard.get('refetch')?.(undefined)
  came('b')
  await answer('a')

  expect(shown()).toEqual(['a', 'b'])
})
