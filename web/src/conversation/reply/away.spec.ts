import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import { a, aServer } from './aServer'
import { draftsOf } from './drafts'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => undefined, useLive: () => ({ onRefetch: () => () => undefined }) }))

const pass = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms)
const asked = (id: string) => vi.mocked(api.saveDraft).mock.calls.filter(([one]) => one === id).length
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
    expect([stored('draft..once'), asked('once')]).toEqual([first, 21])
    const server = aServer()
    await again(1)
    expect([server.kept?.text, stored('draft..once')]).toEqual(['Dear Kofi', null])
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

describe.each([400, 403, 404])('a conversation that takes no draft any more: %i', (status) => {
  beforeEach(() => void vi.spyOn(api, 'saveDraft').mockRejectedValue(new Problem(status)))

  it('is told once of the end of one', async () => {
    const draft = draftsOf(`over${status}`)
    draft.read(a('Yes', 1))
    draft.drop()
    await pass(0)
    await again(5)
    expect([stored(`ended..over${status}`), asked(`over${status}`)]).toEqual([null, 1])
  })

  it('is asked again only with other words, which stay here', async () => {
    const draft = draftsOf(`gone${status}`)
    draft.read(null)
    for (const words of ['Yes', 'Yes, Kofi']) {
      draft.keep(a(words))
      await pass()
      await again(5)
    }
    expect([stored(`draft..gone${status}`), asked(`gone${status}`)]).toEqual([expect.stringContaining('"text":"Yes, Kofi"'), 2])
  })
})

it.each([0, 401, 429, 500, 503])('a server that cannot take it now is told again: %i', async (status) => {
  const server = aServer(a('Yes', 1))
  const draft = draftsOf(`later${status}`)
  vi.mocked(api.saveDraft).mockRejectedValueOnce(new Problem(status))
  draft.read(server.kept)
  draft.drop()
  await again(2)
  expect([server.kept, stored(`ended..later${status}`)]).toEqual([null, null])
  vi.mocked(api.saveDraft).mockRejectedValueOnce(new Problem(status))
  draft.keep(a('One more thing'))
  await pass()
  await again(1)
  expect(server.kept).toMatchObject({ text: 'One more thing' })
})
