import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import type { Draft, Me } from '@/api/types'
import { useSession } from '@/session/useSession'
import { a, aServer } from './aServer'
import { draftsOf } from './drafts'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => undefined, useLive: () => ({ onRefetch: () => undefined }) }))

let ids = 0
let [one, other] = ['', '']
beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
  ids++
  ;[one, other] = [`one${ids}`, `other${ids}`]
  useSession().enter({ id: 'anna', name: 'Anna', role: 'agent' } as Me)
  return () => void vi.useRealTimers()
})

describe('what was being written in a conversation of its own again', () => {
  /** In the other, into which the one was merged with this draft. */
  function brought(draft: Draft, more?: string) {
    const server = aServer(draft)
    const drafts = draftsOf(other)
    drafts.read(draft)
    if (more) drafts.keep(a(more))
    return { server, drafts }
  }
  const saved = () => vi.mocked(api.saveDraft).mock.calls.map(([id, { text }]) => [id, text])

  it('stands there as the server gave it back', async () => {
    const draft = a('Half an hour of words', 1)
    brought(draft).drafts.goBack(one, null)
    expect([draftsOf(one).read(draft)?.text, draftsOf(other).read(null)]).toEqual(['Half an hour of words', null])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(saved()).toEqual([])
  })

  it('comes with what was not saved since', async () => {
    const draft = a('Half an hour', 1)
    brought(draft, 'Half an hour of words').drafts.goBack(one, null)
    expect([draftsOf(one).read(draft)?.text, draftsOf(other).read(null)]).toEqual(['Half an hour of words', null])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(saved()).toEqual([[one, 'Half an hour of words']])
  })

  it('comes whole where it was written on since, and stands in the other no more', async () => {
    const { server, drafts } = brought(a('Half an hour', 1), 'Half an hour of words')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(server.kept?.text).toBe('Half an hour of words')
    drafts.goBack(one, server.kept)
    await vi.advanceTimersByTimeAsync(0)
    expect(server.kept).toBeNull()
    expect([draftsOf(one).read(null)?.text, draftsOf(other).read(null)]).toEqual(['Half an hour of words', null])
    await vi.advanceTimersByTimeAsync(2_000)
    expect([saved().at(-1), localStorage.length]).toEqual([[one, 'Half an hour of words'], 0])
  })

  it('leaves the other its own words', () => {
    const { drafts } = brought(a('Half an hour', 1))
    drafts.goBack(one, a('Of the other', 5))
    expect(draftsOf(other).read(a('Of the other', 5))?.text).toBe('Of the other')
  })
})
