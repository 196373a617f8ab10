import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import * as settings from '@/api/settings'
import type { Draft, Me } from '@/api/types'
import { useCommands } from '@/commands/useCommands'
import { i18n } from '@/i18n'
import { aConversation, aMessage } from '@/samples'
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
const box = (name: string) => screen.findByRole('textbox', { name })
const click = (name: string) => userEvent.click(screen.getByRole('button', { name }))

function open(role: Me['role'] = 'agent') {
  useSession().enter({ id: 'u1', name: 'Anna', role } as Me)
  return render(ConversationView, { props: { id: 'c1', actions: {} as never, personShown: false }, global: { plugins: [i18n], stubs: { RouterLink: true } } })
}

async function show(role: Me['role']) {
  open(role)
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

describe('what stands in the box', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
    vi.spyOn(api, 'saveDraft').mockResolvedValue({ text: '', attachments: [] })
    vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation())
    vi.spyOn(api, 'readMessages').mockResolvedValue({ items: [], next: null })
  })

  it('stays a note when the answer before it is refused, and the answer stays an answer', async () => {
    let refuse: (why: Problem) => void = () => {}
    const post = vi.spyOn(api, 'postReply').mockReturnValueOnce(new Promise((_, no) => (refuse = no))).mockRejectedValue(new Problem(0))
    const note = vi.spyOn(api, 'postNote').mockResolvedValue({ message: aMessage({ id: 'n1', kind: 'note' }) })
    open()
    await userEvent.type(await box('Reply'), 'The parcel leaves today.{Control>}{Enter}{/Control}')
    await click('Note')
    await userEvent.type(await box('Note'), 'Please refund her')
    refuse(new Problem(409, { missed: [aMessage({ id: 'm9', text: 'One more thing' })], version: 8 }))
    expect(await screen.findByRole('alert')).toHaveTextContent('One more thing')
    expect(await box('Note')).toHaveValue('Please refund her')
    await click('Add note')
    expect(note.mock.lastCall?.[1].text).toBe('Please refund her')
    await click('I have read it, send my reply')
    expect(post.mock.lastCall?.[1]).toMatchObject({ text: 'The parcel leaves today.', seenVersion: 8, clientId: post.mock.calls[0]?.[1].clientId })
  })

  it('is whole when its conversation is opened again while it is still being saved', async () => {
    let kept: Draft | null = null
    let land = () => {}
    let told = () => {}
    const save = vi.spyOn(api, 'saveDraft').mockImplementation((_, { text }) => new Promise((then) => {
      land = () => then((kept = { text, attachments: [], way: 'private', updatedAt: '2026-05-06T10:00:00Z' }))
    }))
    vi.spyOn(api, 'readConversation').mockImplementation((id) => Promise.resolve(aConversation({ id, draft: id === 'c1' ? kept : null })))
    const { rerender } = open()
    await userEvent.type(await box('Reply'), 'Race words')
    await waitFor(() => expect(save).toHaveBeenCalled(), { timeout: 5_000 })
    await rerender({ id: 'c2' })
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveValue(''))
    vi.spyOn(api, 'readMessages').mockReturnValue(new Promise((then) => (told = () => then({ items: [], next: null }))))
    await rerender({ id: 'c1' })
    land()
    await waitFor(() => expect(api.readMessages).toHaveBeenLastCalledWith('c1'))
    await new Promise((then) => setTimeout(then))
    told()
    expect(await box('Reply')).toHaveValue('Race words')
  })

  it('is still there when a split is cancelled', async () => {
    const { commands } = useCommands()
    const ended = vi.spyOn(api, 'saveDraft').mockImplementation((_, draft) => Promise.resolve({ ...draft, attachments: [], updatedAt: '2026-05-06T10:00:00Z' }))
    open()
    await userEvent.type(await box('Reply'), 'A long answer')
    await waitFor(() => expect(ended).toHaveBeenCalled(), { timeout: 5_000 })
    commands.value.find((one) => one.id === 'split')?.run()
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(await box('Reply')).toHaveValue('A long answer')
  })
})
