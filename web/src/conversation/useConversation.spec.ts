import { render } from '@testing-library/vue'
import { expect, it, vi } from 'vitest'
import { ref } from 'vue'
import * as api from '@/api/conversations'
import { aCard, aConversation } from '@/samples'
import { useConversation } from './useConversation'

vi.mock('@/live/useLive', () => ({ useLive: () => ({ watch: () => () => undefined, on: () => () => undefined, onRefetch: () => () => undefined }) }))

it('takes no card of another conversation for its own', async () => {
  vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation({ id: 'c2', version: 1, person: { id: 'p2', name: 'Ruth' } }))
  vi.spyOn(api, 'readMessages').mockResolvedValue({ items: [], next: null })
  let held: ReturnType<typeof useConversation> | undefined
  render({ setup: () => ((held = useConversation(ref('c2'))), () => null) })
  const now = () => (held?.state.value.kind === 'ready' ? held.state.value.conversation : null)
  await vi.waitFor(() => expect(now()).not.toBeNull(), { timeout: 20_000 })

  held?.changed(aCard({ id: 'c1', version: 9, person: { id: 'p1', name: 'Callum' } }))
  expect(now()?.person.name).toBe('Ruth')

  held?.changed(aCard({ id: 'c2', version: 2, person: { id: 'p2', name: 'Ruth Goldberg' } }))
  expect(now()?.person.name).toBe('Ruth Goldberg')
})
