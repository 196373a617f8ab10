import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import * as settings from '@/api/settings'
import type { Attachment, Draft, Me } from '@/api/types'
import * as uploading from '@/api/upload'
import { i18n } from '@/i18n'
import type { LiveEvents } from '@/live/useLive'
import { aCard, aConversation, aMessage, aWay } from '@/samples'
import { useSession } from '@/session/useSession'
import { useUndo } from '@/ui/useUndo'
import ConversationView from './ConversationView.vue'
import { a, aServer, held, keepsAll } from './reply/aServer'
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

// What one test leaves to be saved is not saved by the server of the next.
afterEach(() => Promise.all([goes, stays].map((id) => draftsOf(id).settled())))

const is = (id: string, draft: Draft | null, more: object = {}) =>
  vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation({ id, draft, version: 3, ways: [aWay({ conversationId: id })], ...more }))
const tell = (id: string, version = 9) => heard.forEach((listen) => listen({ conversationId: id, version, card: aCard({ id: stays, version }) }))
/** The server has made one of them, and says so to whom has that one open. */
function merge(draft: Draft | null, opened = goes) {
  is(stays, draft, { merged: [goes], version: 9 })
  tell(opened)
}

describe('a conversation that became part of another', () => {
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
    expect([unsentOf('u1').of(goes), unsentOf('u1').of(stays)]).toEqual([[], [{ ...failed, origin: goes }]])
  })

  it('gives back what could not be sent there, once it is one of its own again', async () => {
    unsentOf('u1').keep(goes, failed)
    reads()
    const { unmount } = open(stays)
    expect(await screen.findByText('Yes, on Monday')).toBeVisible()
    unmount()
    is(stays, null, { version: 12 })
    open(stays)
    await box()
    expect(screen.queryByText('Yes, on Monday')).toBeNull()
    expect([unsentOf('u1').of(goes), unsentOf('u1').of(stays)]).toEqual([[failed], []])
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

describe('who stands in the one that stays', () => {
  const stand = async (draft: Draft | null) => {
    const server = aServer(draft)
    is(stays, draft)
    const view = open(stays)
    await until(() => expect(screen.getByRole('textbox')).toHaveValue(draft?.text ?? ''))
    return { server, ...view }
  }

  it('sees the draft that came along, which is not written by being shown', async () => {
    const { server } = await stand(null)
    merge((server.kept = a('Half an hour of words', 1)), stays)
    await until(() => expect(screen.getByRole('textbox')).toHaveValue('Half an hour of words'))
    await draftsOf(stays).settled()
    expect(api.saveDraft).not.toHaveBeenCalled()
  })

  it('has an empty box again when the merge is undone, or another machine has sent the draft', async () => {
    const { server } = await stand(null)
    merge((server.kept = a('Half an hour of words', 1)), stays)
    await until(() => expect(screen.getByRole('textbox')).toHaveValue('Half an hour of words'))
    server.kept = null
    is(stays, null, { version: 10 })
    tell(stays, 10)
    await until(() => expect(screen.getByRole('textbox')).toHaveValue(''))
  })

  it('has the words in their order when the merge is read while the box is saved', async () => {
    const { server } = await stand(a('Before', 1))
    localStorage.setItem(`inbox.draft.u1.${goes}`, JSON.stringify({ ...a('Half an hour of words, and some'), from: a('Half an hour of words', 2), tried: [] }))
    const { slow, land } = held()
    server.slow = slow
    await userEvent.type(await box(), '!')
    await until(() => expect(api.saveDraft).toHaveBeenCalled())
    merge((server.kept = a('Before\n\nHalf an hour of words', 50)), stays)
    await until(() => expect(api.readConversation).toHaveBeenCalledTimes(2))
    server.slow = null
    land()
    await until(() => expect(server.kept?.text).toBe('Before!\n\nHalf an hour of words, and some'))
    await until(() => expect(screen.getByRole('textbox')).toHaveValue('Before!\n\nHalf an hour of words, and some'))
  })

  it('sends what stands in the box, and nothing of it comes back', async () => {
    const { server } = await stand(a('Before', 1))
    merge((server.kept = a('Before\n\nHalf an hour of words', 50)), stays)
    await until(() => expect(screen.getByRole('textbox')).toHaveValue('Before\n\nHalf an hour of words'))
    const post = vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    await until(() => expect(server.kept).toBeNull())
    expect([post.mock.lastCall?.[1].text, localStorage.getItem(`inbox.draft.u1.${stays}`)]).toEqual(['Before\n\nHalf an hour of words', null])
  })

  it('loses nothing that is typed while it is read', async () => {
    const { server } = await stand(a('Before', 1))
    const { slow, land } = held()
    server.kept = a('Before\n\nHalf an hour of words', 50)
    const whole = aConversation({ id: stays, merged: [goes], version: 9, draft: server.kept })
    vi.spyOn(api, 'readConversation').mockImplementation(() => slow.then(() => whole))
    tell(stays)
    await until(() => expect(api.readConversation).toHaveBeenCalledTimes(2))
    await userEvent.type(await box(), '!')
    land()
    await until(() => expect(screen.getByRole('textbox')).toHaveValue('Before!\n\nHalf an hour of words'))
    await until(() => expect(server.kept?.text).toBe('Before!\n\nHalf an hour of words'))
  })

  it('is told nothing by what was read before it was sent', async () => {
    const { server } = await stand(null)
    await userEvent.type(await box(), 'It ships today')
    await until(() => expect(server.kept?.text).toBe('It ships today'))
    const { slow, land } = held()
    const before = aConversation({ id: stays, version: 9, draft: server.kept })
    vi.spyOn(api, 'readConversation').mockImplementationOnce(() => slow.then(() => before)).mockResolvedValue(aConversation({ id: stays, version: 9 }))
    vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    tell(stays)
    await until(() => expect(api.readConversation).toHaveBeenCalledTimes(2))
    await userEvent.type(await box(), '{Control>}{Enter}{/Control}')
    await until(() => expect([server.kept, localStorage.getItem(`inbox.ended.u1.${stays}`)]).toEqual([null, null]))
    land()
    await until(() => expect(api.readConversation).toHaveBeenCalledTimes(3))
    expect(await box()).toHaveValue('')
  })

  it('is not disturbed by a save of its own', async () => {
    const { server } = await stand(null)
    await userEvent.type(await box(), 'Dear Ruth')
    await until(() => expect(server.kept?.text).toBe('Dear Ruth'))
    screen.getByRole<HTMLTextAreaElement>('textbox').setSelectionRange(4, 4)
    is(stays, server.kept, { version: 9, subject: 'Read again' })
    tell(stays)
    await until(() => expect(screen.getAllByText('Read again')).not.toEqual([]))
    await draftsOf(stays).settled()
    expect([screen.getByRole<HTMLTextAreaElement>('textbox').selectionStart, vi.mocked(api.saveDraft).mock.calls.length]).toEqual([4, 1])
  })

  it.each([['', 'Half an hour of words'], ['Before', 'Before\n\nHalf an hour of words']])('sees what only this browser has, beside %j too', async (before, whole) => {
    localStorage.setItem(`inbox.draft.u1.${goes}`, JSON.stringify({ ...a('Half an hour of words'), from: null, tried: [] }))
    const { server } = await stand(before ? a(before, 1) : null)
    merge(server.kept, stays)
    await until(() => expect(screen.getByRole('textbox')).toHaveValue(whole))
    await userEvent.type(await box(), '!')
    await until(() => expect(server.kept?.text).toBe(`${whole}!`))
  })

  it('sees what comes back', async () => {
    const { server } = await stand(a('Before', 1))
    giveBack('u1', goes, a('Taken back'))
    merge(server.kept, stays)
    await until(() => expect(screen.getByRole('textbox')).toHaveValue('Taken back\n\nBefore'))
    await until(() => expect(server.kept?.text).toBe('Taken back\n\nBefore'))
  })
})

describe('who writes in the one that goes', () => {
  const file = () => new File(['x'], 'contract.pdf')
  const attach = (container: Element) => userEvent.upload(container.querySelector('input[type=file]') as HTMLInputElement, file())
  const write = async () => {
    keepsAll()
    is(goes, a('See the file', 1))
    const view = open(goes)
    await until(() => expect(screen.getByRole('textbox')).toHaveValue('See the file'))
    const gone = screen.getByRole('textbox')
    return { ...view, merged: async () => {
      merge(a('See the file', 1))
      await until(() => expect(screen.getByRole('textbox')).not.toBe(gone))
    } }
  }

  it('sends no reply without the file that was on its way', async () => {
    const { container, merged } = await write()
    let land: (up: Attachment) => void = () => {}
    vi.spyOn(uploading, 'upload').mockImplementationOnce(() => new Promise((yes) => (land = yes)))
    await attach(container)
    await merged()
    expect([screen.queryByText('contract.pdf') !== null, screen.getByRole('button', { name: 'Send' }).hasAttribute('disabled')]).toEqual([true, true])
    land({ id: 'f1', name: 'contract.pdf', type: 'application/pdf', size: 1 })
    await until(() => expect(screen.getByRole('button', { name: 'Send' })).toBeEnabled())
    const post = vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(post.mock.lastCall).toEqual([stays, expect.objectContaining({ text: 'See the file', attachments: ['f1'] })])
  })

  it('sees the file that did not go up, and tries again', async () => {
    const { container, merged } = await write()
    const upload = vi.spyOn(uploading, 'upload').mockRejectedValueOnce(new Problem(0)).mockResolvedValue({ id: 'f1', name: 'contract.pdf', type: 'application/pdf', size: 1 })
    await attach(container)
    expect(await screen.findByText('A file was not uploaded: try again, or remove it')).toBeVisible()
    await merged()
    await userEvent.click(screen.getByRole('button', { name: 'Upload contract.pdf again' }))
    await until(() => expect(screen.getByRole('button', { name: 'Send' })).toBeEnabled())
    expect(upload).toHaveBeenCalledTimes(2)
  })

  it('goes on writing: the box has the focus, and what is typed is no command', async () => {
    const { merged } = await write()
    screen.getByRole('textbox').focus()
    await merged()
    await until(() => expect(screen.getByRole('textbox')).toHaveFocus())
    await userEvent.keyboard('!')
    expect(screen.getByRole('textbox')).toHaveValue('See the file!')
  })

  it('has a reply that is taken back after it in the box', async () => {
    const { merged, rerender } = await write()
    vi.spyOn(api, 'undoReply').mockResolvedValue(undefined as never)
    vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1', conversationId: goes }) })
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    await until(() => expect(useUndo().last.value).not.toBeNull())
    await merged()
    await rerender({ id: stays })
    await userEvent.clear(await box())
    useUndo().undo()
    await until(() => expect(screen.getByRole('textbox')).toHaveValue('See the file'))
  })
})
