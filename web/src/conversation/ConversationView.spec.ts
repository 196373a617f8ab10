import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import * as api from '@/api/conversations'
import * as settings from '@/api/settings'
import type { Me } from '@/api/types'
import { i18n } from '@/i18n'
import { aConversation } from '@/samples'
import { useSession } from '@/session/useSession'
import ConversationView from './ConversationView.vue'
import type { Outgoing } from './reply/outgoing'
import { unsentOf } from './reply/unsent'

vi.mock('@/live/useLive', () => ({
  startLive: () => undefined,
  useLive: () => ({ watch: () => () => undefined, on: () => () => undefined, onRefetch: () => () => undefined, typing: () => undefined, answering: () => undefined }),
}))
vi.mock('@/channels/useChannels', () => ({ useChannels: () => ref([]) }))

const failed: Outgoing = { clientId: 'b1', kind: 'reply', text: 'Yes, on Monday', private: true, attachments: [], at: '2026-05-06T10:00:00.000Z', messageId: null, state: 'failed', error: 'away' }
const unsent = unsentOf('u1')
const button = (name: string) => screen.queryByRole('button', { name })

async function show(role: Me['role']) {
  useSession().enter({ id: 'u1', name: 'Anna', role } as Me)
  render(ConversationView, { props: { id: 'c1', actions: {} as never, personShown: false }, global: { plugins: [i18n], stubs: { RouterLink: true } } })
  await screen.findByText('Yes, on Monday')
}

describe('a reply that was not sent', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
    vi.spyOn(api, 'saveDraft').mockResolvedValue({ text: '', attachments: [] })
    vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation())
    vi.spyOn(api, 'readMessages').mockResolvedValue({ items: [], next: null })
  })

  it('goes back into the box to be changed', async () => {
    unsent.keep('c1', failed)
    await show('agent')
    await waitFor(() => expect(button('Edit')).toBeVisible())
    await userEvent.click(button('Edit') as HTMLElement)
    expect(screen.getByRole('textbox', { name: 'Reply' })).toHaveValue('Yes, on Monday')
    expect(unsent.of('c1')).toEqual([])
  })

  it('stays where there is no box', async () => {
    unsent.keep('c1', failed)
    await show('marketer')
    expect(button('Send again')).toBeVisible()
    expect(button('Edit')).toBeNull()
  })

  it('stays a template', async () => {
    unsent.keep('c1', { ...failed, template: { name: 'monday', language: 'en', values: {} } })
    await show('agent')
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Reply' })).toHaveValue(''))
    expect(button('Edit')).toBeNull()
    await userEvent.click(button('Discard') as HTMLElement)
    expect(unsent.of('c1')).toEqual([])
    expect(screen.queryByText('Yes, on Monday')).toBeNull()
  })
})
