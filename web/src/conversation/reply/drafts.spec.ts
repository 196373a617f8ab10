import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import type { Draft, Me } from '@/api/types'
import { useSession } from '@/session/useSession'
import type { Outgoing } from './outgoing'
import { draftsOf, giveBack } from './drafts'
import { unsentOf } from './unsent'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => undefined, useLive: () => ({ onRefetch: () => undefined }) }))

const earlier = '2026-05-06T10:00:00Z'
const later = '2026-05-06T10:00:00.250Z'
const a = (text: string, updatedAt?: string, way: Draft['way'] = 'private'): Draft => ({ text, attachments: [], way, updatedAt })
const enter = (id: string) => useSession().enter({ id, name: id, role: 'agent' } as Me)

function leftHere(draft: Draft, server: Draft | null = null) {
  const drafts = draftsOf('c1')
  drafts.read(server)
  drafts.keep(draft)
}

describe('a draft of this browser', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.useFakeTimers()
    vi.spyOn(api, 'saveDraft').mockResolvedValue(a('', later))
    enter('anna')
    return () => void vi.useRealTimers()
  })

  it('goes on over what the server had when it was written', () => {
    leftHere(a('Hello again'), a('Hi', earlier))
    expect(draftsOf('c1').read(a('Hi', earlier))?.text).toBe('Hello again')
  })

  it('joins what another machine wrote since, for whom the closer one was', () => {
    leftHere(a('Yes', undefined, 'public'), a('Hi', earlier))
    expect(draftsOf('c1').read(a('Careful', later, 'note'))).toMatchObject({ text: 'Yes\n\nCareful', way: 'note' })
  })

  it('is not there twice when the server had it all the same', () => {
    leftHere(a('Hello there'))
    expect(draftsOf('c1').read(a('Hello', later))?.text).toBe('Hello there')
    localStorage.clear()
    leftHere(a('Hello there'))
    expect(draftsOf('c1').read(a('Hello there, Ruth', later))?.text).toBe('Hello there, Ruth')
  })

  it('that comes back overwrites nothing newer at the server', async () => {
    leftHere(a('Old'), a('Hi', earlier))
    giveBack('anna', 'c1', a('Back'))
    draftsOf('c1').read(a('New', later))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(vi.mocked(api.saveDraft).mock.lastCall?.[1].text).toBe('Back\n\nOld\n\nNew')
  })

  it('and a reply that was not sent are nobody else’s', () => {
    leftHere(a('From Anna'))
    giveBack('anna', 'c1', a('Back'))
    unsentOf('anna').keep('c1', { clientId: 'b1', text: 'Careful', at: earlier } as Outgoing)
    enter('bob')
    expect(draftsOf('c1').read(null)).toBeNull()
    expect(unsentOf('bob').of('c1')).toEqual([])
    enter('anna')
    expect(draftsOf('c1').read(null)?.text).toBe('Back\n\nFrom Anna')
    expect(unsentOf('anna').of('c1')).toHaveLength(1)
  })

  it('begins anew behind blanks, which are not kept', async () => {
    vi.mocked(api.saveDraft).mockResolvedValueOnce({ ...a('\n'), updatedAt: null })
    const drafts = draftsOf('c1')
    drafts.keep(a('\n'))
    await vi.advanceTimersByTimeAsync(1_000)
    drafts.keep(a('\nDear'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(vi.mocked(api.saveDraft).mock.lastCall?.[1]).toMatchObject({ text: '\nDear', updatedAt: undefined })
  })

  it('is not saved as that of who came after', async () => {
    draftsOf('c1').keep(a('From Anna'))
    enter('bob')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(api.saveDraft).not.toHaveBeenCalled()
  })
})
