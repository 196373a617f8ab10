import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import * as settings from '@/api/settings'
import type { Attachment, Draft, Me } from '@/api/types'
import * as uploading from '@/api/upload'
import { i18n } from '@/i18n'
import type { LiveEvents } from '@/live/useLive'
import { aCard, aConversation, aMessage, aWay } from '@/samples'
import { useSession } from '@/session/useSession'
import ConversationView from './ConversationView.vue'
import { a, at, held } from './reply/aServer'
import { draftsOf } from './reply/drafts'

const heard = vi.hoisted(() => new Set<(event: LiveEvents['changed']) => void>())
vi.mock('@/live/useLive', () => ({
  startLive: () => undefined,
  useLive: () => ({ watch: () => () => undefined, on: (name: string, listen: never) => (name === 'changed' && heard.add(listen), () => undefined), onRefetch: () => () => undefined, typing: () => undefined, answering: () => undefined }),
}))
vi.mock('@/channels/useChannels', () => ({ useChannels: () => ref([]) }))

const until = (what: () => void) => waitFor(what, { timeout: 5_000 })
const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' })
const has = (text: string) => until(() => expect(screen.getByRole('textbox')).toHaveValue(text))
const click = (name: string) => userEvent.click(screen.getByRole('button', { name }))

let ids = 0
let [ann, ben] = ['', '']
let kept: Record<string, Draft | null> = {}
let isMerged = false
let version = 3
/** What the next save, or the next reading, waits for once the server has done it. */
let slow: { save?: Promise<void>; read?: Promise<void> } = {}

beforeEach(() => {
  localStorage.clear()
  heard.clear()
  ids++
  ;[ann, ben] = [`ann${ids}`, `ben${ids}`]
  ;[kept, isMerged, version, slow] = [{}, false, 3, {}]
  let second = 10
  vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
  vi.spyOn(api, 'readMessages').mockResolvedValue({ items: [], next: null })
  vi.spyOn(api, 'readConversation').mockImplementation(async (asked) => {
    const id = isMerged ? ben : asked
    const read = aConversation({ id, version, draft: kept[id] ?? null, ways: [aWay({ conversationId: id })], ...(isMerged ? { merged: [ann] } : {}) })
    const { read: wait } = slow
    slow.read = undefined
    await wait
    return read
  })
  vi.spyOn(api, 'saveDraft').mockImplementation(async (asked, { text, way, updatedAt, attachments }) => {
    const id = isMerged ? ben : asked
    const now = kept[id] ?? null
    if (now ? now.updatedAt !== updatedAt : text && updatedAt) throw new Problem(409, now ? { draft: now } : {})
    const files = attachments.map((file) => ({ id: file, name: file, type: 'text/plain', size: 1 }))
    kept[id] = text || files.length > 0 ? { text, way, attachments: files, updatedAt: at(second++) } : null
    const made = kept[id] ?? a('', second)
    const { save: wait } = slow
    slow.save = undefined
    await wait
    return made
  })
  useSession().enter({ id: 'u1', name: 'Anna', role: 'agent' } as Me)
})

/** The page goes where it is told to go, as the inbox does. */
function open(id: string) {
  const view = render(ConversationView, {
    props: { id, actions: {} as never, personShown: false, onParted: (to: string) => void view.rerender({ id: to }), onShown: (one: { id: string; merged: string[] } | null) => void (one?.merged.includes(id) && view.rerender({ id: one.id })) },
    global: { plugins: [i18n], stubs: { RouterLink: true } },
  })
  return view
}
const tell = () => heard.forEach((listen) => listen({ conversationId: isMerged ? ann : ben, version, card: aCard({ id: ben, version }) }))
const tellBen = () => heard.forEach((listen) => listen({ conversationId: ben, version, card: aCard({ id: ben, version }) }))
function merge(drafts: Record<string, Draft | null>) {
  ;[isMerged, kept, version] = [true, drafts, version + 1]
  tell()
}
function undo(drafts: Record<string, Draft | null> = kept) {
  ;[isMerged, kept, version] = [false, drafts, version + 1]
  tellBen()
}
const merged = () => until(() => expect(vi.mocked(api.readConversation).mock.lastCall?.[0]).toBe(ann))
/** Anna has Ann open, and comes along as Ann becomes part of Ben. */
async function along(draft: Draft | null) {
  const view = open(ann)
  await box()
  const gone = screen.getByRole('textbox')
  merge({ [ben]: draft })
  await merged()
  await until(() => expect(screen.getByRole('textbox')).not.toBe(gone))
  await has(draft?.text ?? '')
  return view
}
const asked = () => screen.findByText('For whom is this?', undefined, { timeout: 5_000 })
const settled = () => Promise.all([ann, ben].map((id) => draftsOf(id).settled()))

describe('a merge that is undone', () => {
  it('takes whoever came along back to the draft that the server gave back, and on writing', async () => {
    await along(a('To Ann', 1))
    await userEvent.click(await box())
    const gone = screen.getByRole('textbox')
    undo({ [ann]: a('To Ann', 1) })
    await until(() => expect(screen.getByRole('textbox')).not.toBe(gone))
    await has('To Ann')
    await until(() => expect(screen.getByRole('textbox')).toHaveFocus())
    await settled()
    expect([kept[ann]?.text, kept[ben]]).toEqual(['To Ann', undefined])
    expect(api.saveDraft).not.toHaveBeenCalled()
  })

  it('leaves everybody who was there before where they are', async () => {
    open(ben)
    const gone = await box()
    isMerged = true
    version++
    tellBen()
    await until(() => expect(api.readConversation).toHaveBeenCalledTimes(2))
    undo()
    await until(() => expect(api.readConversation).toHaveBeenCalledTimes(3))
    await settled()
    expect(screen.getByRole('textbox')).toBe(gone)
  })

  it.each([null, 'To Ann'])('takes nothing from what was written to the other before, beside %j', async (words) => {
    const before = a('Dear Ben, your refund is on its way', 1)
    await along(words ? a(`${before.text}\n\n${words}`, 5) : before)
    undo({ [ben]: words ? { ...before, updatedAt: at(6) } : before, [ann]: words ? a(words, 6) : null })
    await asked()
    await has(before.text)
    await click('It belongs here')
    await settled()
    expect([kept[ben]?.text, kept[ann]?.text]).toEqual([before.text, words ?? undefined])
    expect(screen.queryByText('For whom is this?')).toBeNull()
  })

  it('sends nothing before it is said for whom it is', async () => {
    await along(null)
    await userEvent.type(await box(), 'To whom?')
    undo()
    await asked()
    const post = vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled()
    await userEvent.type(await box(), '{Control>}{Enter}{/Control}')
    expect(post).not.toHaveBeenCalled()
    await click('It belongs here')
    await click('Send')
    expect(post.mock.lastCall?.slice(0, 2)).toMatchObject([ben, { text: 'To whom?' }])
  })

  it.each(['saved', 'being saved', 'not saved'])('has all of what was written since, %s, in the one for which it was', async (state) => {
    await along(a('Half an hour', 1))
    const { slow: wait, land } = held()
    if (state === 'being saved') slow.save = wait
    await userEvent.type(await box(), ' of words')
    if (state === 'not saved') undo({ [ann]: a('Half an hour', 5) })
    else {
      await until(() => expect(kept[ben]?.text).toBe('Half an hour of words'))
      undo()
    }
    await asked()
    await click('Take it to that conversation')
    land()
    await until(() => expect(kept[ann]?.text.replace(/\s+/g, ' ')).toBe('Half an hour of words'))
    await has(kept[ann]?.text ?? '')
    await until(() => expect(kept[ben] ?? null).toBeNull())
    await settled()
    expect(JSON.stringify({ ...localStorage })).not.toContain('Half an hour')
    await until(() => expect(screen.getByRole('textbox')).toHaveFocus())
  })

  it('goes by what stands in the box, however old what the server told is', async () => {
    await along(null)
    await userEvent.type(await box(), 'Half an hour')
    await until(() => expect(kept[ben]?.text).toBe('Half an hour'))
    const { slow: wait, land } = held()
    slow.read = wait
    undo()
    await until(() => expect(slow.read).toBeUndefined())
    await userEvent.type(await box(), ' of words')
    await until(() => expect(kept[ben]?.text).toBe('Half an hour of words'))
    land()
    await asked()
    await has('Half an hour of words')
    await click('Take it to that conversation')
    await until(() => expect([kept[ann]?.text, kept[ben]]).toEqual(['Half an hour of words', null]))
  })

  it('takes files along that are still going up', async () => {
    const { container } = await along(a('See the contract', 1))
    let up: (one: Attachment) => void = () => undefined
    vi.spyOn(uploading, 'upload').mockReturnValue(new Promise((then) => (up = then)))
    await userEvent.upload(container.querySelector('input[type=file]') as HTMLInputElement, new File(['x'], 'contract.pdf'))
    undo({ [ben]: kept[ben] ?? null })
    await asked()
    await click('Take it to that conversation')
    await until(() => expect(kept[ann]?.text).toBe('See the contract'))
    up({ id: 'f1', name: 'contract.pdf', type: 'application/pdf', size: 1 } as Attachment)
    await until(() => expect([kept[ann]?.attachments.map((one) => one.id), kept[ben]]).toEqual([['f1'], null]))
  })

  it('is whole in this browser until the server has it', async () => {
    await along(a('Half an hour', 1))
    await userEvent.type(await box(), ' of words')
    await until(() => expect(kept[ben]?.text).toBe('Half an hour of words'))
    undo()
    await asked()
    const save = vi.mocked(api.saveDraft).getMockImplementation()
    vi.mocked(api.saveDraft).mockRejectedValue(new Problem(0))
    await click('Take it to that conversation')
    await until(() => expect(JSON.parse(localStorage.getItem(`inbox.draft.u1.${ann}`) ?? '{}')).toMatchObject({ text: 'Half an hour of words', from: null }))
    vi.mocked(api.saveDraft).mockImplementation(save ?? vi.fn())
    for (const id of [ann, ben]) draftsOf(id).tell()
    await until(() => expect([kept[ann]?.text, kept[ben]]).toEqual(['Half an hour of words', null]))
  })

  it('says why nothing could be taken there, and keeps it', async () => {
    await along(null)
    await userEvent.type(await box(), 'To Ann')
    await until(() => expect(kept[ben]?.text).toBe('To Ann'))
    undo()
    await asked()
    vi.mocked(api.readConversation).mockRejectedValueOnce(new Problem(0))
    await click('Take it to that conversation')
    await until(() => expect(screen.getByRole('alert')).toHaveTextContent(/server|reach/i))
    await has('To Ann')
    await click('Take it to that conversation')
    await until(() => expect([kept[ann]?.text, kept[ben]]).toEqual(['To Ann', null]))
  })

  it('asks no more when they are one again', async () => {
    await along(null)
    await userEvent.type(await box(), 'To Ann')
    await until(() => expect(kept[ben]?.text).toBe('To Ann'))
    undo()
    await asked()
    isMerged = true
    version++
    tellBen()
    await until(() => expect(screen.queryByText('For whom is this?')).toBeNull())
    await has('To Ann')
  })
})

describe('a merge that is read while the box is saved', () => {
  it('shows the box with all that was saved', async () => {
    open(ann)
    await userEvent.type(await box(), 'Half an hour')
    await until(() => expect(kept[ann]?.text).toBe('Half an hour'))
    const { slow: wait, land } = held()
    slow.read = wait
    merge({ [ben]: kept[ann] ?? null })
    await until(() => expect(slow.read).toBeUndefined())
    await userEvent.type(await box(), ' of words')
    await until(() => expect(kept[ben]?.text).toBe('Half an hour of words'))
    const gone = screen.getByRole('textbox')
    land()
    await until(() => expect(screen.getByRole('textbox')).not.toBe(gone))
    await has('Half an hour of words')
    await settled()
    expect(kept[ben]?.text).toBe('Half an hour of words')
  })
})
