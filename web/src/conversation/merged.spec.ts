import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import * as api from '@/api/conversations'
import * as settings from '@/api/settings'
import type { Me } from '@/api/types'
import { i18n } from '@/i18n'
import type { LiveEvents } from '@/live/useLive'
import { aCard, aConversation } from '@/samples'
import { useSession } from '@/session/useSession'
import ConversationView from './ConversationView.vue'
import { a, aServer } from './reply/aServer'
import { draftsOf, giveBack } from './reply/drafts'
import type { Outgoing } from './reply/outgoing'
import { unsentOf } from './reply/unsent'

const heard = vi.hoisted(() => new Set<(event: LiveEvents['changed']) => void>())
vi.mock('@/live/useLive', () => ({
  startLive: () => undefined,
  useLive: () => ({ watch: () => () => undefined, on: (name: string, listen: never) => (name === 'changed' && heard.add(listen), () => undefined), onRefetch: () => () => undefined, typing: () => undefined, answering: () => undefined }),
}))
vi.mock('@/channels/useChannels', () => ({ useChannels: () => ref([]) }))

const failed: Outgoing = { clientId: 'b1', kind: 'reply', text: 'Yes, on Monday', private: true, attachments: [], at: '2026-05-06T10:00:00.000Z', messageId: null, state: 'failed', error: 'away' }
const until = (what: () => void) => waitFor(what, { timeout: 5_000 })
const box = () => screen.findByRole('textbox', { name: 'Reply' })
const open = (id: string) => render(ConversationView, { props: { id, actions: {} as never, personShown: false }, global: { plugins: [i18n], stubs: { RouterLink: true } } })

describe('a conversation that became part of another', () => {
  let ids = 0
  let [goes, stays] = ['', '']
  beforeEach(() => {
    localStorage.clear()
    heard.clear()
    ids++
    ;[goes, stays] = [`goes${ids}`, `stays${ids}`]
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
    vi.spyOn(api, 'readMessages').mockResolvedValue({ items: [], next: null })
    useSession().enter({ id: 'u1', name: 'Anna', role: 'agent' } as Me)
  })
  const reads = (draft = aServer().kept) => vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation({ id: stays, version: 9, merged: [goes], draft }))

  it.each([['', 'Half an hour of words, and some'], ['Before', 'Before\n\nHalf an hour of words, and some']])('takes no words out of the box, beside %j neither', async (before, whole) => {
    const server = aServer()
    vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation({ id: goes, version: 3 }))
    open(goes)
    await userEvent.type(await box(), 'Half an hour of words')
    await until(() => expect(server.kept?.text).toBe('Half an hour of words'))
    await userEvent.type(await box(), ', and some')
    if (before) server.kept = a(`${before}\n\nHalf an hour of words`, 50)
    reads(server.kept)
    heard.forEach((listen) => listen({ conversationId: goes, version: 9, card: aCard({ id: stays, version: 9 }) }))
    await until(() => expect(api.readConversation).toHaveBeenCalledTimes(2))
    await until(() => expect(screen.getByRole('textbox')).toHaveValue(whole))
    await until(() => expect(server.kept?.text).toBe(whole))
    expect(vi.mocked(api.saveDraft).mock.lastCall?.[0]).toBe(stays)
    expect(localStorage.getItem(`inbox.draft.u1.${goes}`)).toBeNull()
  })

  it.each(['itself', 'its old address'])('shows what could not be sent, opened by %s', async (address) => {
    unsentOf('u1').keep(goes, failed)
    reads()
    open(address === 'itself' ? stays : goes)
    expect(await screen.findByText('Yes, on Monday')).toBeVisible()
    expect([unsentOf('u1').of(goes), unsentOf('u1').of(stays)]).toEqual([[], [failed]])
  })

  it('has what came back and what was never saved', async () => {
    draftsOf(goes).keep(a('Never saved'))
    giveBack('u1', goes, a('Taken back'))
    reads()
    open(stays)
    expect(await box()).toHaveValue('Taken back\n\nNever saved')
  })

  it('is not read again under its own address', async () => {
    reads()
    const { rerender } = open(goes)
    await box()
    await rerender({ id: stays })
    expect(await box()).toBeVisible()
    expect(api.readConversation).toHaveBeenCalledTimes(1)
  })
})
