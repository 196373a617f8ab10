import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Beginning, Desk, Entry } from './desk'
import { Keep } from './keep'
import { Talk } from './talk'

vi.mock('./stream', () => ({
  Stream: class {
    open = vi.fn()
    again = vi.fn()
  },
}))

const tab = () => new Keep('chat', null, () => {})

/** A server that knows its visitors by their tokens and stores each message once. */
function aServer() {
  const visitors: string[] = []
  const stored: (Entry & { visitor: string })[] = []
  const desk = (isOnline = () => true): Desk => {
    const one = {
      base: 'https://inbox.example/chat/a',
      token: '',
      begin: async (token?: string): Promise<Beginning> => {
        await Promise.resolve()
        const known = token ?? `visitor-${visitors.length + 1}`
        if (!token) visitors.push(known)
        return { token: known, keep: true, title: 'Shop', staffed: true, mails: false, entries: [] }
      },
      news: async () => ({ entries: stored.filter((entry) => entry.visitor === one.token), last: stored.length }),
      say: (id: string, text: string) => {
        if (!isOnline()) return new Promise<Entry>(() => {})
        const entry = stored.find((e) => e.id === id) ?? { place: stored.length + 1, id, mine: true, kind: 'message', text, at: 0, files: [], visitor: one.token }
        if (!stored.includes(entry)) stored.push(entry)
        return Promise.resolve(entry)
      },
    }
    return one as unknown as Desk
  }
  return { visitors, stored, desk }
}

describe('two tabs of one site', () => {
  beforeEach(() => {
    localStorage.clear()
    Reflect.deleteProperty(navigator, 'locks')
  })

  it('keep one visitor, whichever began later', async () => {
    const server = aServer()
    const [one, two] = [new Talk(server.desk(), tab(), null, () => {}), new Talk(server.desk(), tab(), null, () => {})]
    await one.start()
    await two.start()
    expect(server.visitors).toEqual(['visitor-1'])
  })

  it('are one visitor when both begin at once', async () => {
    const queue = new Map<string, Promise<unknown>>()
    const request = (name: string, act: () => Promise<unknown>) => {
      const turn = (queue.get(name) ?? Promise.resolve()).then(act)
      queue.set(name, turn)
      return turn
    }
    Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true })
    const server = aServer()
    await Promise.all([new Talk(server.desk(), tab(), null, () => {}).start(), new Talk(server.desk(), tab(), null, () => {}).start()])
    expect(server.visitors).toEqual(['visitor-1'])
  })

  it('without locks agree on one before anything is said', async () => {
    const server = aServer()
    const desks = [server.desk(), server.desk()]
    await Promise.all(desks.map((desk) => new Talk(desk, tab(), null, () => {}).start()))
    expect(desks[0]?.token).toBe(desks[1]?.token)
    expect(tab().now.token).toBe(desks[0]?.token)
  })

  it('do not write over what the other has not sent', () => {
    const [one, two] = [tab(), tab()]
    one.add({ id: 'a', text: 'Do you deliver?' })
    two.add({ id: 'b', text: 'On Sunday?' })
    two.put({ talked: true })
    one.put({ seen: 4 })
    expect(tab().outbox.map((waiting) => waiting.text)).toEqual(['Do you deliver?', 'On Sunday?'])
    expect(tab().now).toEqual({ seen: 4, talked: true })
    two.drop('a')
    expect(one.outbox.map((waiting) => waiting.id)).toEqual(['b'])
  })

  it('send what either has written, stored once', async () => {
    const server = aServer()
    const first = new Talk(server.desk(() => false), tab(), null, () => {})
    await first.start()
    first.say('Do you deliver?')
    const keep = tab()
    const second = new Talk(server.desk(), keep, null, () => {})
    await second.start()
    await vi.waitFor(() => expect(server.stored.map((entry) => entry.text)).toEqual(['Do you deliver?']), { timeout: 20_000 })
    await vi.waitFor(() => expect(keep.outbox).toEqual([]), { timeout: 20_000 })
    first.say('On Sunday?')
    keep.changed()
    await vi.waitFor(() => expect(server.stored.map((entry) => entry.text)).toEqual(['Do you deliver?', 'On Sunday?']), { timeout: 20_000 })
  })

  it('send what was kept in one piece before', () => {
    localStorage.setItem('chat', JSON.stringify({ token: 't', outbox: [{ id: 'a', text: 'Hm' }], seen: 2, talked: true }))
    expect(tab().outbox).toEqual([{ id: 'a', text: 'Hm' }])
    expect(tab().now).toEqual({ token: 't', seen: 2, talked: true })
  })
})
