import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { h, ref } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import * as settings from '@/api/settings'
import type { Attachment } from '@/api/types'
import * as uploading from '@/api/upload'
import { i18n } from '@/i18n'
import { aConversation } from '@/samples'
import { keepsAll } from './aServer'
import ReplyBox from './ReplyBox.vue'

const global = { plugins: [i18n] }
const show = (id: string) => render(ReplyBox, { props: { conversation: aConversation({ id }), missed: null }, global })
const box = () => screen.getByRole('textbox')
const send = () => screen.getByRole('button', { name: 'Send' })
const attach = (container: Element, name: string) => userEvent.upload(container.querySelector('input[type=file]') as HTMLInputElement, new File(['x'], name))
const attachment = (name: string): Attachment => ({ id: name, name, type: 'text/plain', size: 1 })

/** One upload that ends when it is told to. */
function held() {
  const end = { land: () => {}, fail: () => {} }
  vi.spyOn(uploading, 'upload').mockImplementationOnce((file) => new Promise((yes, no) => {
    end.land = () => yes(attachment(file.name))
    end.fail = () => no(new Problem(0))
  }))
  return end
}

describe('a file of a reply', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.restoreAllMocks()
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
    keepsAll()
  })

  it('that did not go up keeps the reply from going without it, and says so', async () => {
    const upload = held()
    const { container, emitted } = show('failed')
    await attach(container, 'contract.pdf')
    upload.fail()
    await userEvent.type(box(), 'The contract is attached.{Control>}{Enter}{/Control}')
    expect(await screen.findByText('A file was not uploaded: try again, or remove it')).toBeVisible()
    await userEvent.type(box(), '{Control>}{Enter}{/Control}')
    expect([send().hasAttribute('disabled'), emitted().send]).toEqual([true, undefined])
    await userEvent.click(screen.getByRole('button', { name: 'Remove contract.pdf' }))
    expect(send()).toBeEnabled()
  })

  it('goes on when its conversation is left, and is part of the draft when it is there', async () => {
    const upload = held()
    const { container, unmount } = show('left')
    await attach(container, 'slow.pdf')
    await userEvent.type(box(), 'See the file')
    unmount()
    upload.land()
    await waitFor(() => expect(Object.keys(localStorage).some((key) => key.includes('.left.'))).toBe(true))
    show('left')
    expect(box()).toHaveValue('See the file')
    expect(screen.getByText('slow.pdf')).toBeVisible()
    expect(send()).toBeEnabled()
  })

  it('is still on its way when its conversation is opened again, and arrives there', async () => {
    const upload = held()
    const first = show('again')
    await attach(first.container, 'slow.pdf')
    first.unmount()
    const { emitted } = show('again')
    expect(send()).toBeDisabled()
    upload.land()
    await waitFor(() => expect(send()).toBeEnabled())
    await userEvent.click(send())
    expect(emitted().send).toEqual([[expect.objectContaining({ attachments: [attachment('slow.pdf')] })]])
  })

  it('stays on its way when a reply before it is taken back', async () => {
    const upload = held()
    const shown = ref<InstanceType<typeof ReplyBox> | null>(null)
    const { container } = render({ render: () => h(ReplyBox, { ref: shown, conversation: aConversation({ id: 'undone' }), missed: null }) }, { global })
    await attach(container, 'slow.pdf')
    shown.value?.restore({ kind: 'reply', text: 'First', private: true, attachments: [attachment('first.pdf')] })
    upload.land()
    await waitFor(() => expect(send()).toBeEnabled())
    expect(['first.pdf', 'slow.pdf'].map((name) => screen.queryByText(name) !== null)).toEqual([true, true])
  })
  it('that another tab has taken out is marked, its words are saved, and no reply goes with it', async () => {
    const save = vi.spyOn(api, 'saveDraft').mockImplementation((_, draft) => Promise.resolve({ ...draft, attachments: [] }))
    const { emitted } = render(ReplyBox, { props: { conversation: aConversation({ id: 'taken', draft: { text: 'See the file', attachments: [attachment('b.txt')], way: 'private' } }), missed: null }, global })
    await userEvent.type(box(), '!')
    expect(await screen.findByText('Not there any more', {}, { timeout: 5_000 })).toBeVisible()
    expect(save.mock.calls.find(([id]) => id === 'taken')?.[1].text).toBe('See the file!')
    expect(send()).toBeDisabled()
    await userEvent.click(screen.getByRole('button', { name: 'Remove b.txt' }))
    await userEvent.click(send())
    expect(emitted().send).toEqual([[expect.objectContaining({ text: 'See the file!', attachments: [] })]])
  })
})
