import { nextTick } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import { aMessage } from '@/samples'
import { useUndo } from '@/ui/useUndo'
import { aTab } from './aTab'
import type { Written } from './useReplies'

const written: Written = { kind: 'reply', text: 'Yes', private: true, attachments: [] }

describe('a reply on its way', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.useFakeTimers()
    return () => {
      vi.runAllTimers()
      vi.useRealTimers()
    }
  })

  it('stands there at once and becomes the message, never both', async () => {
    const post = vi.spyOn(api, 'postReply').mockImplementation((_, body) => Promise.resolve({ message: aMessage({ id: 'r1', clientId: body.clientId, direction: 'out', state: 'queued' }) }))
    const { replies, messages } = aTab()
    const sending = replies.send(written)
    expect(replies.bubbles.value.map((one) => one.state)).toEqual(['posting'])
    await sending
    expect(replies.bubbles.value).toEqual([])
    expect(messages.value.map((one) => one.id)).toEqual(['r1'])
    expect(post.mock.calls[0]?.[1]).toMatchObject({ seenVersion: 3, text: 'Yes' })
  })

  it('can be taken back for ten seconds, and the words come back', async () => {
    vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    const undone = vi.spyOn(api, 'undoReply').mockResolvedValue(undefined)
    const { replies, messages, restored } = aTab()
    await replies.send(written)
    useUndo().undo()
    await vi.advanceTimersByTimeAsync(0)
    expect(undone).toHaveBeenCalledOnce()
    expect(restored).toEqual([written])
    expect(messages.value).toEqual([])
  })

  it('cannot be taken back later', async () => {
    vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    const { replies } = aTab()
    await replies.send(written)
    await vi.advanceTimersByTimeAsync(10_001)
    expect(useUndo().last.value).toBeNull()
  })

  it('shows what was missed and gives the words back, then goes with the newer version', async () => {
    const post = vi.spyOn(api, 'postReply').mockRejectedValueOnce(new Problem(409, { missed: [aMessage({ id: 'new' })], version: 8 })).mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    const { replies, restored, messages } = aTab()
    await replies.send(written)
    expect(replies.missed.value?.version).toBe(8)
    expect(replies.bubbles.value).toEqual([])
    expect(restored).toEqual([written])
    expect(messages.value.map((one) => one.id)).toEqual(['new'])
    await replies.send(written, 8)
    expect(post.mock.lastCall?.[1].seenVersion).toBe(8)
    expect(replies.missed.value).toBeNull()
  })

  it('stays as failed when the server is away, and goes again under the same id', async () => {
    const post = vi.spyOn(api, 'postReply').mockRejectedValueOnce(new Problem(0, { detail: 'away' })).mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    const { replies } = aTab()
    await replies.send(written)
    expect(replies.bubbles.value[0]).toMatchObject({ state: 'failed', error: 'away' })
    await replies.again(replies.bubbles.value[0]?.clientId ?? '')
    await nextTick()
    expect(post.mock.calls[0]?.[1].clientId).toBe(post.mock.calls[1]?.[1].clientId)
  })
})
