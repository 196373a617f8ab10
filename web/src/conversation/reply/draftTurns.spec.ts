import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import * as settings from '@/api/settings'
import type { Draft } from '@/api/types'
import { i18n } from '@/i18n'
import { aConversation } from '@/samples'
import { a, aServer, held } from './aServer'
import { draftsOf } from './drafts'
import ReplyBox from './ReplyBox.vue'

const pass = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms)

describe('a draft that is saved one step after the other', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.useFakeTimers()
    return () => void vi.useRealTimers()
  })

  it('does not come back when it is sent while it is still being saved', async () => {
    const server = aServer()
    const { slow, land } = held()
    server.slow = slow
    const draft = draftsOf('sent')
    draft.read(null)
    draft.keep(a('Yes', 0))
    await pass()
    draft.drop()
    land()
    await draft.settled()
    await pass(0)
    expect([server.kept, draft.read(server.kept)]).toEqual([null, null])
  })

  it('is not there twice, in its old wording too, when it was changed while it was being saved', async () => {
    const server = aServer()
    const { slow, land } = held()
    server.slow = slow
    draftsOf('hurry').keep(a('Hello', 0))
    await pass()
    draftsOf('hurry').keep(a('Good day, Ruth', 0))
    land()
    await pass(1)
    expect(draftsOf('hurry').read(server.kept)?.text).toBe('Good day, Ruth')
  })

  it('does not meet itself when the answer to a save was lost, here or after a reload', async () => {
    const server = aServer()
    server.loses = 1
    const draft = draftsOf('lost')
    draft.read(null)
    draft.keep(a('Dear Sir, thank you', 0))
    await pass()
    const reloaded = (await import('./browserStore')).browserStore.read(draft.name)
    draft.keep(a('Dear Kofi, thank you', 0))
    await pass()
    await pass()
    expect(server.kept?.text).toBe('Dear Kofi, thank you')

    server.kept = a('Dear Sir, thank you', 1)
    localStorage.setItem('inbox.draft..again', (reloaded ?? '').replace('"text":"Dear Sir, thank you"', '"text":"Dear Kofi, thank you"'))
    expect(draftsOf('again').read(server.kept)?.text).toBe('Dear Kofi, thank you')
  })

  it('does not come back once it was sent, though the server could not be told', async () => {
    const server = aServer(a('Hello, thanks', 1))
    vi.mocked(api.saveDraft).mockRejectedValueOnce(new Problem(0))
    const draft = draftsOf('offline')
    draft.read(server.kept)
    draft.drop()
    await draft.settled()
    expect([server.kept?.text, draft.read(server.kept)]).toEqual(['Hello, thanks', null])
    await draft.settled()
    expect(server.kept).toBeNull()
  })

  it('is saved before its conversation is read again, though it was only about to be', async () => {
    const server = aServer()
    const draft = draftsOf('soon')
    draft.read(null)
    draft.keep(a('Words of mine', 0))
    await draft.settled()
    expect(server.kept?.text).toBe('Words of mine')
  })

  it('goes on over what the box before it saved', async () => {
    const server = aServer()
    const { slow, land } = held()
    server.slow = slow
    const before = draftsOf('flipped')
    before.read(null)
    before.keep(a('Hello', 0))
    await pass()
    const after = draftsOf('flipped')
    after.read(null)
    land()
    await after.settled()
    after.keep(a('Hello, Ruth', 0))
    await pass()
    expect(server.kept?.text).toBe('Hello, Ruth')
  })
})

describe('a draft that another tab has changed', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
  })
  const show = (id: string, draft: Draft | null = null) => render(ReplyBox, { props: { conversation: aConversation({ id, draft }), missed: null }, global: { plugins: [i18n] } })
  const box = () => screen.getByRole<HTMLTextAreaElement>('textbox')
  const until = (what: () => void) => vi.waitFor(what, { timeout: 5_000 })

  it('meets it in the box, for whom the closer one was, with the caret where it was', async () => {
    const server = aServer()
    show('tabs')
    server.kept = a('A long answer', 1, 'note')
    await userEvent.type(box(), 'Two')
    await until(() => expect(server.kept?.text).toBe('Two\n\nA long answer'))
    expect(screen.getByRole('textbox', { name: 'Note' })).toHaveValue('Two\n\nA long answer')
    expect([server.kept?.way, box().selectionStart]).toEqual(['note', 3])
  })

  it('takes only what is new when both were written from the same', async () => {
    const server = aServer(a('A long answer', 1))
    show('same', server.kept)
    server.kept = a('Two\n\nA long answer', 2)
    await userEvent.type(box(), '.')
    await until(() => expect(server.kept?.text).toBe('Two\n\nA long answer.'))
    expect(box()).toHaveValue('Two\n\nA long answer.')
    expect(box().selectionStart).toBe('Two\n\nA long answer.'.length)
  })

  it('stays there when this one is sent', async () => {
    const server = aServer(a('Yes', 1))
    show('stays', server.kept)
    server.kept = a('A long answer', 2)
    await userEvent.type(box(), '{Control>}{Enter}{/Control}')
    await until(() => expect(api.saveDraft).toHaveBeenCalled())
    expect(server.kept?.text).toBe('A long answer')
  })
})
