import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import { a, aServer } from './aServer'
import { draftsOf } from './drafts'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => undefined, useLive: () => ({ onRefetch: () => () => undefined }) }))

const pass = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms)
const stored = (key: string) => localStorage.getItem(`inbox.${key}`)
async function again(times: number) {
  for (let turn = 0; turn < times; turn++) {
    dispatchEvent(new Event('online'))
    await pass(0)
  }
}

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
  return () => void vi.useRealTimers()
})

describe('a draft that the server cannot be told', () => {
  it('is kept here once, however often it is tried', async () => {
    vi.spyOn(api, 'saveDraft').mockRejectedValue(new Problem(0))
    draftsOf('once').keep(a('Dear Kofi'))
    await pass()
    const first = stored('draft..once')
    await again(20)
    expect([stored('draft..once'), vi.mocked(api.saveDraft).mock.calls.length]).toEqual([first, 21])
  })

  it('keeps few of its older wordings, and the first, which the server may have got', async () => {
    const server = aServer()
    server.loses = 1
    const draft = draftsOf('few')
    draft.keep(a('Word 0'))
    await pass()
    vi.mocked(api.saveDraft).mockRejectedValue(new Problem(0))
    for (let one = 1; one < 30; one++) {
      draft.keep(a(`Word ${one}`))
      await pass()
    }
    const { tried } = JSON.parse(stored('draft..few') ?? '') as { tried: { text: string }[] }
    expect([tried.length, tried[0]?.text, tried.at(-1)?.text]).toEqual([10, 'Word 0', 'Word 29'])
    draft.drop()
    await pass()
    const back = aServer(server.kept)
    await again(2)
    expect([back.kept, stored('ended..few')]).toEqual([null, null])
  })
})
