import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import * as settings from '@/api/settings'
import type { Draft, Me, Message } from '@/api/types'
import type { LiveEvents } from '@/live/useLive'
import { i18n } from '@/i18n'
import { aConversation, aMessage } from '@/samples'
import { useSession } from '@/session/useSession'
import ConversationView from '../ConversationView.vue'
import { a, aServer, at } from './aServer'
import { draftsOf } from './drafts'
import ReplyBox from './ReplyBox.vue'

const live = vi.hoisted(() => ({ refetch: new Set<() => void>(), message: new Set<(event: LiveEvents['message']) => void>() }))
vi.mock('@/live/useLive', () => ({
  startLive: () => undefined,
  stopLive: () => undefined,
  useLive: () => ({
    watch: () => () => undefined, typing: () => undefined, answering: () => undefined,
    on: (name: string, listen: never) => (name === 'message' && live.message.add(listen), () => undefined),
    onRefetch: (refetch: () => void) => (live.refetch.add(refetch), () => undefined),
  }),
}))

const pass = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms)
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox')
const until = (what: () => void) => waitFor(what, { timeout: 5_000 })
const show = (id: string, draft: Draft | null) => render(ReplyBox, { props: { conversation: aConversation({ id, draft }), missed: null }, global: { plugins: [i18n] } })
/** What a browser tells all tabs but the one that did it. */
const ended = (id: string, over: { at?: string; whole?: Draft }) => dispatchEvent(new StorageEvent('storage', { key: `inbox.ended..${id}`, newValue: JSON.stringify({ ...over, tried: [] }) }))
/** What stands in this browser when the page is closed before it was saved. */
const closedUpon = (id: string, words: string, from: Draft) => localStorage.setItem(`inbox.draft..${id}`, JSON.stringify({ ...a(words), updatedAt: from.updatedAt, from, tried: [] }))

describe('a draft that another tab has sent', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
  })

  it('is gone from the box of this one, and is not sent again', async () => {
    const server = aServer()
    const { emitted } = show('two', a('It ships today', 1))
    ended('two', { at: at(1) })
    await until(() => expect(box()).toHaveValue(''))
    await userEvent.type(box(), '{Control>}{Enter}{/Control}')
    expect([emitted().send, server.kept]).toEqual([undefined, null])
  })

  it('is gone, too, when this one shows an older one of it, or one that no server has', async () => {
    aServer()
    const { unmount } = show('older', a('It ships', 1))
    ended('older', { at: at(3) })
    await until(() => expect(box()).toHaveValue(''))
    unmount()
    localStorage.setItem('inbox.draft..unsaved', JSON.stringify(a('It ships')))
    show('unsaved', null)
    expect(box()).toHaveValue('It ships')
    ended('unsaved', { whole: a('It ships today') })
    await until(() => expect(box()).toHaveValue(''))
  })

  it('leaves what the page was closed upon before it was saved', async () => {
    const from = a('It ships today', 1)
    closedUpon('closed', 'It ships today, and Ruth will call', from)
    const server = aServer()
    show('closed', from)
    expect(box()).toHaveValue('It ships today, and Ruth will call')
    ended('closed', { at: at(1), whole: from })
    await until(() => expect(box()).toHaveValue(', and Ruth will call'))
    await until(() => expect(server.kept?.text).toBe(', and Ruth will call'))
  })

  it('leaves nothing of what was on its way to be sent there', async () => {
    const from = a('It ships', 1)
    closedUpon('all', 'It ships today', from)
    aServer()
    show('all', from)
    ended('all', { at: at(1), whole: a('It ships today, Ruth') })
    await until(() => expect(box()).toHaveValue(''))
  })

  it('leaves here what was added to it since, and what is newer', async () => {
    const server = aServer(a('It ships today', 1))
    show('added', server.kept)
    await userEvent.type(box(), ', Ruth')
    server.kept = null
    ended('added', { at: at(1) })
    await until(() => expect(box()).toHaveValue(', Ruth'))
    await until(() => expect(server.kept?.text).toBe(', Ruth'))
    ended('added', { at: at(1) })
    expect(box()).toHaveValue(', Ruth')
  })

  it('does not come back with the next key of this one, which heard nothing of it', async () => {
    const server = aServer()
    show('deaf', a('It ships today', 1))
    await userEvent.type(box(), '!')
    await until(() => expect(server.kept?.text).toBe('!'))
    expect(box()).toHaveValue('!')
  })

  it('is told of when it is sent here, also before any server had it', async () => {
    aServer()
    const told = vi.spyOn(Storage.prototype, 'setItem')
    show('here', null)
    await userEvent.type(box(), 'Yes{Control>}{Enter}{/Control}')
    expect(told.mock.calls.find(([key]) => key === 'inbox.ended..here')?.[1]).toContain('"whole":{"text":"Yes"')
    await until(() => expect(localStorage.getItem('inbox.ended..here')).toBeNull())
    told.mockRestore()
  })
})

describe('a draft of which the server said nothing', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.useFakeTimers()
    return () => void vi.useRealTimers()
  })

  it.each([['before', ''], ['over', 'Dear Kofi']])('is over when it was sent, written %s another', async (name, first) => {
    const server = aServer()
    const draft = draftsOf(name)
    draft.read(null)
    draft.keep(a(first))
    await pass()
    server.loses = 1
    draft.keep(a('Dear Kofi, your parcel'))
    await pass()
    expect(server.kept?.text).toBe('Dear Kofi, your parcel')
    draft.keep(a('Dear Kofi, your parcel ships today.'))
    draft.drop()
    await pass()
    expect([server.kept, draft.read(server.kept), localStorage.getItem(`inbox.ended..${name}`)]).toEqual([null, null, null])
  })

  it('is over when it was emptied, also after a reload', async () => {
    const server = aServer()
    server.loses = 1
    const draft = draftsOf('emptied')
    draft.read(null)
    draft.keep(a('You are an idiot'))
    await pass()
    vi.mocked(api.saveDraft).mockRejectedValueOnce(new Problem(0))
    draft.keep(a(''))
    await pass()
    const reloaded = draftsOf('reloaded')
    localStorage.setItem('inbox.ended..reloaded', localStorage.getItem('inbox.ended..emptied') ?? '')
    expect([server.kept?.text, reloaded.read(server.kept)]).toEqual(['You are an idiot', null])
    await pass()
    expect(server.kept).toBeNull()
  })

  it('does not meet what is written after it', async () => {
    const server = aServer(a('It ships today', 1))
    const draft = draftsOf('after')
    draft.read(server.kept)
    vi.mocked(api.saveDraft).mockRejectedValueOnce(new Problem(0))
    draft.drop()
    draft.keep(a('One more thing'))
    await pass()
    await pass()
    expect(server.kept?.text).toBe('One more thing')
  })

  it.each(['Dear Kofi', '\nDear Kofi, your parcel'])('stays in the box when its reply did not go and it was taken back: %j', async (more) => {
    const server = aServer()
    const shown = vi.fn()
    const draft = draftsOf(more)
    draft.read(null)
    draft.shownBy(shown, () => {})
    draft.keep(a(more))
    await pass()
    vi.mocked(api.saveDraft).mockRejectedValueOnce(new Problem(503))
    draft.drop()
    await pass(100)
    draft.keep(a(more))
    await pass()
    draft.keep(a(`${more}, Ruth`))
    live.refetch.forEach((refetch) => refetch())
    await pass(3_000)
    expect([server.kept?.text, shown.mock.calls]).toEqual([`${more}, Ruth`, []])
  })

  it('and that the page was closed upon, reaches it when it is opened again', async () => {
    const server = aServer(a('It ships today', 1))
    closedUpon('opened', 'It ships today, Ruth', a('It ships today', 1))
    expect(draftsOf('opened').read(server.kept)?.text).toBe('It ships today, Ruth')
    await pass()
    expect([server.kept?.text, localStorage.getItem('inbox.draft..opened')]).toEqual(['It ships today, Ruth', null])
  })

  it.each(['online', 'refetch'])('is told once it can be told again: %s', async (how) => {
    const server = aServer()
    vi.mocked(api.saveDraft).mockRejectedValueOnce(new Problem(0))
    const draft = draftsOf(how)
    draft.read(null)
    draft.keep(a('Words written on the train'))
    await pass()
    expect(server.kept).toBeNull()
    const again = () => (how === 'online' ? dispatchEvent(new Event('online')) : live.refetch.forEach((refetch) => refetch()))
    again()
    await pass(0)
    expect(server.kept?.text).toBe('Words written on the train')

    vi.mocked(api.saveDraft).mockRejectedValueOnce(new Problem(0))
    draft.drop()
    await pass()
    expect(server.kept?.text).toBe('Words written on the train')
    again()
    await pass(0)
    expect(server.kept).toBeNull()
  })
})

it('a draft that was sent on another machine is gone from the box here', async () => {
  localStorage.clear()
  const server = aServer()
  vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
  vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation({ draft: a('It ships today', 1) }))
  vi.spyOn(api, 'readMessages').mockResolvedValue({ items: [], next: null })
  useSession().enter({ id: 'u1', name: 'Anna', role: 'agent' } as Me)
  render(ConversationView, { props: { id: 'c1', actions: {} as never, personShown: false }, global: { plugins: [i18n], stubs: { RouterLink: true } } })
  await until(() => expect(box()).toHaveValue('It ships today'))
  const says = (more: Partial<Message>) => live.message.forEach((listen) => listen({ conversationId: 'c1', version: 2, message: aMessage({ direction: 'out', text: 'It ships today', at: at(2), author: { name: 'Anna', handle: null, address: null, staffId: 'u1' }, ...more }) }))
  says({ id: 'm1', at: at(0) }) // before it was written, and taken back
  says({ id: 'm2', author: { name: 'Bert', handle: null, address: null, staffId: 'u2' } })
  await until(() => expect(screen.getAllByText('It ships today')).toHaveLength(2))
  expect(box()).toHaveValue('It ships today')
  says({ id: 'm3' })
  await until(() => expect(box()).toHaveValue(''))
  expect(server.kept).toBeNull()
})
