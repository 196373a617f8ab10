import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import type { Draft, Me } from '@/api/types'
import { aConversation } from '@/samples'
import { useSession } from '@/session/useSession'
import { a, aServer } from './aServer'
import { draftsOf } from './drafts'
import { takeAlong } from './takeAlong'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => undefined, useLive: () => ({ onRefetch: () => undefined }) }))

let runs = 0
let [here, there] = ['', '']
beforeEach(() => {
  localStorage.clear()
  runs++
  ;[here, there] = [`here${runs}`, `there${runs}`]
  aServer()
  useSession().enter({ id: 'anna', name: 'Anna', role: 'agent' } as Me)
})

/** What stands in the other box then, where the server gave that one its draft back. */
async function taken(from: Draft | null, box: string, theirs: Draft | null) {
  vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation({ id: there, draft: theirs }))
  draftsOf(here).read(from)
  draftsOf(here).keep(a(box))
  await takeAlong(here, there, () => a(box))
  return draftsOf(there).read(theirs)?.text
}

describe('what is taken along', () => {
  const theirs = a('Half an hour', 5)
  it.each([
    ['nothing', null, 'Half an hour', null, 'Half an hour'],
    ['what it was written on from', a('Half an hour', 1), 'Half an hour of words', theirs, 'Half an hour of words'],
    ['what was changed at its beginning', a('Half an hour', 1), 'Hello. Half an hour', theirs, 'Hello. Half an hour'],
    ['something else', null, 'Of words', theirs, 'Half an hour\n\nOf words'],
  ])('stands once, where there was %s', async (_, from, box, other, whole) => expect(await taken(from, box, other)).toBe(whole))

  it('stays where the two are one again, or the box has gone', async () => {
    vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation({ id: here }))
    draftsOf(here).keep(a('Words'))
    expect(await takeAlong(here, there, () => a('Words'))).toBeNull()
    vi.spyOn(api, 'readConversation').mockResolvedValue(aConversation({ id: there }))
    expect(await takeAlong(here, there, () => null)).toBeNull()
    expect(draftsOf(here).read(null)?.text).toBe('Words')
  })
})
