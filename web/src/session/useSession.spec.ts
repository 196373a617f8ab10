import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { saveDraft, unassign } from '@/api/conversations'
import { upload } from '@/api/upload'
import type { Me } from '@/api/types'
import { useSession } from './useSession'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => Promise.resolve() }))

const { session, enter, signOut } = useSession()
const anna: Me = { id: 'anna', name: 'Anna', email: 'anna@example.org', role: 'agent', language: null, theme: null }
const otherTab = new BroadcastChannel('inbox.session')
const server = vi.fn<typeof fetch>()
const named = (call = 0) => (server.mock.calls[call]?.[1]?.headers as Record<string, string>)['X-Inbox-Staff']

describe('the page of one member in a browser of several', () => {
  beforeEach(() => {
    vi.stubGlobal('fetch', server)
    server.mockReset().mockImplementation(() => Promise.resolve(Response.json(anna)))
    enter(anna)
  })

  it('says in every call whose it is, also in what comes after signing out', async () => {
    await saveDraft('c1', { text: 'Bert is slow', attachments: [] })
    await signOut()
    await unassign('c1')
    expect([named(0), named(1), named(2)]).toEqual(['anna', 'anna', 'anna'])
  })

  it('says so with a file', () => {
    vi.spyOn(XMLHttpRequest.prototype, 'send').mockReturnValue()
    const header = vi.spyOn(XMLHttpRequest.prototype, 'setRequestHeader')
    upload(new File(['x'], 'x.txt'), () => {}, new AbortController().signal).catch(() => {})
    expect(header).toHaveBeenCalledWith('X-Inbox-Staff', 'anna')
  })

  it('is left when another tab has signed in somebody else', async () => {
    server.mockImplementation(() => Promise.resolve(new Response(null, { status: 401 })))
    otherTab.postMessage('in')
    await vi.waitFor(() => expect(session.value.kind).toBe('out'), { timeout: 20_000 })
    expect([server.mock.calls[0]?.[0], named()]).toEqual(['/api/v1/me', 'anna'])
  })

  it('stays when another tab is opened by the same, or the server is away', async () => {
    otherTab.postMessage('in')
    await vi.waitFor(() => expect(server).toHaveBeenCalledTimes(1), { timeout: 20_000 })
    server.mockRejectedValue(new TypeError('away'))
    otherTab.postMessage('in')
    await vi.waitFor(() => expect(server).toHaveBeenCalledTimes(2), { timeout: 20_000 })
    await flushPromises()
    expect(session.value.kind).toBe('in')
  })

  it('tells the other tabs who come and go', async () => {
    const told: unknown[] = []
    otherTab.onmessage = ({ data }) => void told.push(data)
    await signOut()
    await vi.waitFor(() => expect(told.at(-1)).toBe('out'), { timeout: 20_000 })
    enter(anna)
    await vi.waitFor(() => expect(told.at(-1)).toBe('in'), { timeout: 20_000 })
    otherTab.onmessage = null
  })

  it('is left by signing out where the session is somebody else\'s already, who stays', async () => {
    server.mockImplementation(() => Promise.resolve(new Response(null, { status: 401 })))
    await signOut()
    expect(session.value.kind).toBe('out')
  })
})
