import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import type { Message } from '@/api/types'
import { aMessage } from '@/samples'
import { aTab } from './aTab'
import { unsentOf } from './unsent'
import type { Written } from './useReplies'

const written: Written = { kind: 'reply', text: 'It ships tomorow', private: true, attachments: [] }
const away = new Problem(503, { detail: 'away' })

function openTab(restores = true) {
  const { replies, restored } = aTab({ restores })
  return { ...replies, restored, shown: () => replies.bubbles.value.map((one) => one.state), one: () => replies.bubbles.value[0]?.clientId ?? '' }
}

/** What a browser tells all tabs but the one that did it. */
const told = () => dispatchEvent(new StorageEvent('storage', { key: 'inbox.unsent..c1.any' }))

describe('a reply in two tabs', () => {
  beforeEach(() => localStorage.clear())

  it('that one of them is sending is on its way in both, and is taken up in neither', async () => {
    let arrive: (answer: { message: Message }) => void = () => {}
    const post = vi.spyOn(api, 'postReply').mockReturnValue(new Promise((yes) => (arrive = yes)))
    const [first, second] = [openTab(), openTab()]
    const sent = first.send(written)
    told()
    expect(second.shown()).toEqual(['posting'])
    const clientId = second.one()
    await second.edit(clientId)
    await second.discard(clientId)
    expect([second.shown(), second.restored, openTab().shown()]).toEqual([['posting'], [], ['posting']])

    arrive({ message: aMessage({ id: 'r1', clientId }) })
    await sent
    told()
    expect([first.shown(), second.shown(), post.mock.calls.length]).toEqual([[], [], 1])
  })

  it('that failed and is taken up in one is gone in the other', async () => {
    vi.spyOn(api, 'postReply').mockRejectedValue(away)
    const [first, second] = [openTab(), openTab()]
    await first.send(written)
    told()
    expect(second.shown()).toEqual(['failed'])
    await second.edit(second.one())
    told()
    expect([first.shown(), second.shown(), second.restored]).toEqual([[], [], [written]])
  })

  it('that failed and is taken up in one is neither sent nor taken up by the other, which has not heard of it yet', async () => {
    const post = vi.spyOn(api, 'postReply').mockRejectedValue(away)
    const [first, second, third] = [openTab(), openTab(), openTab()]
    await first.send(written)
    told()
    await second.edit(second.one())
    await third.edit(third.one())
    expect([third.shown(), third.restored]).toEqual([[], []])
    await first.again(first.one())
    expect([first.shown(), post.mock.calls.length]).toEqual([[], 1])
  })

  it('that a notice offers here is not sent from here any more once another has taken it up, heard of or not', async () => {
    const post = vi.spyOn(api, 'postReply').mockRejectedValue(new Problem(409, { version: 4, missed: [] }))
    const [first, second] = [openTab(false), openTab()]
    await first.send(written)
    told()
    const offered = first.missed.value?.written
    expect(offered?.clientId).toBe(second.one())
    await second.edit(second.one())
    if (offered) await first.send(offered)
    expect([post.mock.calls.length, first.missed.value, first.shown()]).toEqual([1, null, []])
  })

  it('is sent without Web Locks, too', async () => {
    vi.stubGlobal('navigator', { ...navigator, locks: undefined })
    const post = vi.spyOn(api, 'postReply').mockImplementation((_, { clientId }) => Promise.resolve({ message: aMessage({ id: 'r1', clientId }) }))
    const tab = openTab()
    await tab.send(written)
    expect([post.mock.calls.length, unsentOf('').of('c1')]).toEqual([1, []])
    vi.unstubAllGlobals()
  })

  it('was not sent when the tab that was sending it has gone', async () => {
    unsentOf('').keep('c1', { ...written, clientId: 'k1', at: '2026-11-23T05:00:00Z', messageId: null, state: 'posting', error: null })
    const tab = openTab()
    expect(tab.shown()).toEqual(['posting'])
    await vi.waitFor(() => expect(tab.shown()).toEqual(['failed']), { timeout: 20_000 })
  })
})
