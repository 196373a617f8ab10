import { effectScope, nextTick, ref } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import type { Draft, Message } from '@/api/types'
import { aMessage } from '@/samples'
import { useUndo } from '@/ui/useUndo'
import { draftsOf } from './drafts'
import { useReplies, type Written } from './useReplies'

const written: Written = { kind: 'reply', text: 'Yes', private: true, attachments: [] }
const away = new Problem(503, { detail: 'away' })

function open(isThere = true) {
  const id = ref('c1')
  const messages = ref<Message[]>([])
  const restored: Written[] = []
  const replies = effectScope().run(() =>
    useReplies({
      id,
      merged: () => [],
      seenVersion: () => 3,
      messages: () => messages.value,
      put: (message) => void (messages.value = [...messages.value, message]),
      drop: () => {},
      restore: (one) => isThere && restored.push(one) > 0,
      words: { sending: () => 'Sending', missed: () => 'Something came in', refused: (problem) => problem.message },
    }),
  )
  if (!replies) throw new Error('no scope')
  const go = (to: string) => {
    id.value = to
    messages.value = []
    replies.forget()
  }
  return { replies, messages, restored, go }
}
const draft = (server: Draft | null = null) => draftsOf('c1').read(server)

describe('a reply that the server has not taken', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.restoreAllMocks()
    vi.spyOn(api, 'saveDraft').mockResolvedValue({ text: '', attachments: [] })
  })

  it('is there again after another conversation and after a reload, and goes under its own id', async () => {
    const post = vi.spyOn(api, 'postReply').mockRejectedValueOnce(away)
    const first = open()
    await first.replies.send(written)
    first.go('c2')
    expect(first.replies.bubbles.value).toEqual([])
    first.go('c1')
    expect(first.replies.bubbles.value).toMatchObject([{ text: 'Yes', state: 'failed', error: 'away' }])

    const { replies } = open()
    post.mockImplementation((_, body) => Promise.resolve({ message: aMessage({ id: 'r1', clientId: body.clientId }) }))
    await replies.again(replies.bubbles.value[0]?.clientId ?? '')
    expect(post.mock.calls[1]?.[1]).toEqual(post.mock.calls[0]?.[1])
    expect(open().replies.bubbles.value).toEqual([])
  })

  it('is kept from the moment that it is sent, and gone once the timeline holds it', async () => {
    vi.spyOn(api, 'postReply').mockReturnValue(new Promise(() => {}))
    void open().replies.send(written)
    const { replies, messages } = open()
    const clientId = replies.bubbles.value[0]?.clientId ?? ''
    expect(clientId).not.toBe('')
    messages.value = [aMessage({ id: 'r1', clientId })]
    await nextTick()
    expect(replies.bubbles.value).toEqual([])
    expect(open().replies.bubbles.value).toEqual([])
  })

  it('is not kept twice when it is taken up to be changed', async () => {
    vi.spyOn(api, 'postReply').mockRejectedValueOnce(away)
    const { replies } = open()
    await replies.send(written)
    await replies.discard(replies.bubbles.value[0]?.clientId ?? '')
    expect(open().replies.bubbles.value).toEqual([])
  })
})

describe('a reply that cannot come back into the box', () => {
  const template = { name: 'hello', language: 'en', values: {} }
  const cameIn = new Problem(409, { missed: [aMessage()], version: 8 })
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(api, 'saveDraft').mockResolvedValue({ text: '', attachments: [] })
  })

  it('stays a bubble when there is no box', async () => {
    vi.spyOn(api, 'postReply').mockRejectedValue(away)
    const { replies } = open(false)
    await replies.send(written)
    await replies.edit(replies.bubbles.value[0]?.clientId ?? '')
    expect(replies.bubbles.value).toMatchObject([{ text: 'Yes' }])
    expect(open().replies.bubbles.value).toMatchObject([{ text: 'Yes' }])
  })

  it('stays a template, behind the notice of what came in, and after it', async () => {
    const post = vi.spyOn(api, 'postReply').mockRejectedValueOnce(cameIn)
    const { replies, restored, go } = open()
    await replies.send({ ...written, template })
    expect([replies.bubbles.value, restored]).toEqual([[], []])
    go('c2')
    go('c1')
    expect(replies.bubbles.value).toMatchObject([{ template, state: 'failed', error: 'Something came in' }])
    await replies.edit(replies.bubbles.value[0]?.clientId ?? '')
    expect([replies.bubbles.value.length, restored]).toEqual([1, []])
    post.mockImplementation((_, body) => Promise.resolve({ message: aMessage({ id: 'r1', clientId: body.clientId }) }))
    await replies.again(replies.bubbles.value[0]?.clientId ?? '')
    expect(post.mock.lastCall?.[1]).toMatchObject({ template })
    expect(open().replies.bubbles.value).toEqual([])
  })

  it('stays a template when its conversation was left before that was known', async () => {
    let refuse: (why: Problem) => void = () => {}
    vi.spyOn(api, 'postReply').mockReturnValue(new Promise((_, no) => (refuse = no)))
    const { replies, go } = open()
    const sent = replies.send({ ...written, template })
    go('c2')
    refuse(cameIn)
    await sent
    go('c1')
    expect(replies.bubbles.value).toMatchObject([{ template, state: 'failed' }])
    expect(draft()).toBeNull()
  })

  it('is kept once when the notice sends it', async () => {
    vi.spyOn(api, 'postReply').mockRejectedValueOnce(cameIn).mockRejectedValue(away)
    const { replies } = open()
    await replies.send({ ...written, template })
    const again = replies.missed.value?.written
    if (again) await replies.send(again, 8)
    expect(replies.bubbles.value).toMatchObject([{ template, error: 'away' }])
    expect(open().replies.bubbles.value).toHaveLength(1)
  })

  it('is not thrown away because there is no room for it', async () => {
    let refuse: (why: Problem) => void = () => {}
    vi.spyOn(api, 'postReply').mockReturnValue(new Promise((_, no) => (refuse = no)))
    const { replies, go } = open()
    const sent = replies.send(written)
    go('c2')
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    refuse(cameIn)
    await sent
    go('c1')
    expect(replies.bubbles.value).toMatchObject([{ text: 'Yes' }])
    full.mockRestore()
    replies.discard(replies.bubbles.value[0]?.clientId ?? '')
  })
})

describe('words that come back when another conversation is open', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.restoreAllMocks()
    vi.spyOn(api, 'saveDraft').mockResolvedValue({ text: '', attachments: [] })
    vi.spyOn(api, 'undoReply').mockResolvedValue(undefined)
  })

  async function takenBack(one: Written) {
    vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    const { replies, go, restored } = open()
    await replies.send(one)
    go('c2')
    useUndo().undo()
    await vi.waitFor(() => expect(Object.keys(localStorage).some((key) => key.startsWith('inbox.returned..c1.'))).toBe(true), { timeout: 20_000 })
    expect(restored).toEqual([])
  }

  it('are the draft of their own one, in their way', async () => {
    await takenBack({ ...written, private: false })
    expect(draft()).toEqual({ text: 'Yes', attachments: [], way: 'public' })
    expect(draft()).toEqual({ text: 'Yes', attachments: [], way: 'public' })
  })

  it('stand before a newer draft there, and both are for whom the closer one was', async () => {
    await takenBack({ ...written, private: false })
    expect(draft({ text: 'Careful', attachments: [], way: 'note' })).toEqual({ text: 'Yes\n\nCareful', attachments: [], way: 'note' })
  })

  it('stay a bubble of their own one when something came in there', async () => {
    let refuse: (why: Problem) => void = () => {}
    vi.spyOn(api, 'postReply').mockReturnValue(new Promise((_, no) => (refuse = no)))
    const { replies, go, restored, messages } = open()
    const sent = replies.send(written)
    go('c2')
    refuse(new Problem(409, { missed: [aMessage()], version: 8 }))
    await sent
    expect([restored, messages.value, replies.missed.value]).toEqual([[], [], null])
    expect(draft()).toBeNull()
    go('c1')
    expect(replies.bubbles.value).toMatchObject([{ text: 'Yes', state: 'failed', error: 'Something came in' }])
  })

  it('wait for a box that is not drawn yet', async () => {
    vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    const { replies } = open(false)
    await replies.send(written)
    useUndo().undo()
    await vi.waitFor(() => expect(draft()).toMatchObject({ text: 'Yes' }), { timeout: 20_000 })
  })
})
