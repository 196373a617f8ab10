import { screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import type { Attachment } from '@/api/types'
import * as uploading from '@/api/upload'
import type { LiveEvents } from '@/live/useLive'
import { aMessage } from '@/samples'
import { aMerge, asked, box, click, has, until } from './aMerge'
import { a, at, held } from './reply/aServer'
import { draftsOf } from './reply/drafts'

const heard = vi.hoisted(() => new Set<(event: LiveEvents['changed']) => void>())
vi.mock('@/live/useLive', () => ({
  startLive: () => undefined,
  useLive: () => ({ watch: () => () => undefined, on: (name: string, listen: never) => (name === 'changed' && heard.add(listen), () => undefined), onRefetch: () => () => undefined, typing: () => undefined, answering: () => undefined }),
}))
vi.mock('@/channels/useChannels', () => ({ useChannels: () => ref([]) }))

let runs = 0
let { ann, ben, cid, server, open, become, along, saved, settled } = aMerge(heard, 0)
beforeEach(() => void ({ ann, ben, cid, server, open, become, along, saved, settled } = aMerge(heard, ++runs)))
const sentBy = () => screen.getByRole('button', { name: 'Send' })

describe('a merge that is undone', () => {
  it('takes whoever came along back to the draft that the server gave back, and on writing', async () => {
    await along(a('To Ann', 1))
    await userEvent.click(await box())
    const gone = screen.getByRole('textbox')
    become([], { [ann]: a('To Ann', 1) })
    await until(() => expect(screen.getByRole('textbox')).not.toBe(gone))
    await has('To Ann')
    await until(() => expect(screen.getByRole('textbox')).toHaveFocus())
    await settled()
    expect(api.saveDraft).not.toHaveBeenCalled()
  })

  it('leaves everybody who was there before where they are', async () => {
    open(ben)
    const gone = await box()
    become([ann])
    await until(() => expect(api.readConversation).toHaveBeenCalledTimes(2))
    become([])
    await until(() => expect(api.readConversation).toHaveBeenCalledTimes(3))
    await settled()
    expect(screen.getByRole('textbox')).toBe(gone)
  })

  it.each([null, 'To Ann'])('takes nothing from what was written to the other before, beside %j', async (words) => {
    const before = a('Dear Ben, your refund is on its way', 1)
    await along(words ? a(`${before.text}\n\n${words}`, 5) : before)
    become([], { [ben]: words ? { ...before, updatedAt: at(6) } : before, [ann]: words ? a(words, 6) : null })
    await asked()
    await has(before.text)
    await click('It belongs here')
    await settled()
    expect([server.kept[ben]?.text, server.kept[ann]?.text]).toEqual([before.text, words ?? undefined])
    expect(screen.queryByText('For whom is this?')).toBeNull()
  })

  it.each(['saved', 'being saved', 'not saved'])('has all of what was written since, %s, in the one for which it was', async (state) => {
    await along(a('Half an hour', 1))
    const { slow, land } = held()
    if (state === 'being saved') server.slow.save = slow
    await userEvent.type(await box(), ' of words')
    if (state === 'not saved') become([], { [ann]: a('Half an hour', 5) })
    else {
      await saved(ben, 'Half an hour of words')
      become([])
    }
    await asked()
    await click('Take it to Ann')
    land()
    await until(() => expect(server.kept[ann]?.text.replace(/\s+/g, ' ')).toBe('Half an hour of words'))
    await has(server.kept[ann]?.text ?? '')
    await until(() => expect(server.kept[ben] ?? null).toBeNull())
    await settled()
    expect(JSON.stringify({ ...localStorage })).not.toContain('Half an hour')
    await until(() => expect(screen.getByRole('textbox')).toHaveFocus())
  })

  it('goes by what stands in the box, however old what the server told is', async () => {
    await along(null)
    await userEvent.type(await box(), 'Half an hour')
    await saved(ben, 'Half an hour')
    const { slow, land } = held()
    server.slow.read = slow
    become([])
    await until(() => expect(server.slow.read).toBeUndefined())
    await userEvent.type(await box(), ' of words')
    await saved(ben, 'Half an hour of words')
    land()
    await asked()
    await has('Half an hour of words')
    await click('Take it to Ann')
    await until(() => expect([server.kept[ann]?.text, server.kept[ben]]).toEqual(['Half an hour of words', null]))
  })

  it('takes files along that are still going up', async () => {
    const { container } = await along(a('See the contract', 1))
    let up: (one: Attachment) => void = () => undefined
    vi.spyOn(uploading, 'upload').mockReturnValue(new Promise((then) => (up = then)))
    await userEvent.upload(container.querySelector('input[type=file]') as HTMLInputElement, new File(['x'], 'contract.pdf'))
    become([])
    await asked()
    await click('Take it to Ann')
    await saved(ann, 'See the contract')
    up({ id: 'f1', name: 'contract.pdf', type: 'application/pdf', size: 1 } as Attachment)
    await until(() => expect([server.kept[ann]?.attachments.map((one) => one.id), server.kept[ben]]).toEqual([['f1'], null]))
  })
})

describe('what stands in the box when a merge is undone', () => {
  /** Saved there, and asked about. */
  async function written(others?: string[]) {
    const view = await along(null, others)
    await userEvent.type(await box(), 'To Ann')
    await saved(ben, 'To Ann')
    become(others ?? [])
    await asked()
    return view
  }

  it('is not sent before it is said for whom it is', async () => {
    await written()
    const post = vi.spyOn(api, 'postReply').mockResolvedValue({ message: aMessage({ id: 'r1' }) })
    expect(sentBy()).toBeDisabled()
    expect(screen.getByRole('button', { name: 'Template' })).toBeDisabled()
    await userEvent.type(await box(), '{Control>}{Enter}{/Control}')
    expect(post).not.toHaveBeenCalled()
    await click('It belongs here')
    expect(screen.getByRole('button', { name: 'Template' })).toBeEnabled()
    await click('Send')
    expect(post.mock.lastCall?.slice(0, 2)).toMatchObject([ben, { text: 'To Ann' }])
  })

  it('is whole in this browser until the server has it', async () => {
    await written()
    const save = vi.mocked(api.saveDraft).getMockImplementation()
    vi.mocked(api.saveDraft).mockRejectedValue(new Problem(0))
    await click('Take it to Ann')
    await until(() => expect(JSON.parse(localStorage.getItem(`inbox.draft.u1.${ann}`) ?? '{}')).toMatchObject({ text: 'To Ann', from: null }))
    vi.mocked(api.saveDraft).mockImplementation(save ?? vi.fn())
    for (const id of [ann, ben]) draftsOf(id).tell()
    await until(() => expect([server.kept[ann]?.text, server.kept[ben]]).toEqual(['To Ann', null]))
  })

  it('is kept when it cannot be taken there, and says why', async () => {
    await written()
    await screen.findByRole('button', { name: 'Take it to Ann' })
    vi.mocked(api.readConversation).mockRejectedValueOnce(new Problem(0))
    await click('Take it to Ann')
    await until(() => expect(screen.getByRole('alert')).toHaveTextContent(/server|reach/i))
    await has('To Ann')
    await click('Take it to Ann')
    await until(() => expect([server.kept[ann]?.text, server.kept[ben]]).toEqual(['To Ann', null]))
  })

  it('goes to the one of several that is meant', async () => {
    await written([cid])
    become([])
    expect(await screen.findByRole('button', { name: 'Take it to Cid' })).toBeVisible()
    await click('Take it to Ann')
    await until(() => expect([server.kept[ann]?.text, server.kept[ben], server.kept[cid]]).toEqual(['To Ann', null, undefined]))
  })

  it('is still asked about after a look at the other one, until somebody has answered', async () => {
    const view = await written()
    const look = async () => {
      await view.rerender({ id: ann })
      await has('')
      await view.rerender({ id: ben })
      await has('To Ann')
    }
    await look()
    await asked()
    expect(sentBy()).toBeDisabled()
    await click('It belongs here')
    await look()
    expect(screen.queryByText('For whom is this?')).toBeNull()
  })

  it('is asked about no more once it is gone, and nobody is sent away', async () => {
    const view = await written()
    const here = await box()
    await userEvent.clear(here)
    const reads = vi.mocked(api.readConversation).mock.calls.length
    become([])
    await until(() => expect(vi.mocked(api.readConversation).mock.calls.length).toBeGreaterThan(reads))
    await settled()
    expect([screen.getByRole('textbox') === here, screen.queryByText('For whom is this?')]).toEqual([true, null])
    await view.rerender({ id: ann })
    await has('')
    await view.rerender({ id: ben })
    await has('')
    await userEvent.type(await box(), 'To Ben')
    expect(screen.queryByText('For whom is this?')).toBeNull()
  })

  it('is asked about no more when they are one again', async () => {
    await written()
    become([ann])
    await until(() => expect(screen.queryByText('For whom is this?')).toBeNull())
    await has('To Ann')
  })
})

describe('a merge that is read while the box is saved', () => {
  const write = async () => {
    open(ann)
    await userEvent.type(await box(), 'Half an hour')
    await saved(ann, 'Half an hour')
    return screen.getByRole('textbox')
  }

  it('shows the box with all that was saved', async () => {
    const gone = await write()
    const { slow, land } = held()
    server.slow.read = slow
    become([ann], { [ben]: server.kept[ann] ?? null })
    await until(() => expect(server.slow.read).toBeUndefined())
    await userEvent.type(await box(), ' of words')
    await saved(ben, 'Half an hour of words')
    land()
    await until(() => expect(screen.getByRole('textbox')).not.toBe(gone))
    await has('Half an hour of words')
    await settled()
    expect(server.kept[ben]?.text).toBe('Half an hour of words')
  })

  it('is followed all the same when the save hangs', async () => {
    server.slow.save = new Promise(() => undefined)
    const gone = await write()
    become([ann], { [ben]: server.kept[ann] ?? null })
    await waitFor(() => expect(screen.getByRole('textbox')).not.toBe(gone), { timeout: 10_000 })
    await has('Half an hour')
  }, 15_000)
})
