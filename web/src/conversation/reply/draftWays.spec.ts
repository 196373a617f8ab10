import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { h, ref } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import * as settings from '@/api/settings'
import { i18n } from '@/i18n'
import { aConversation, aMessage, aWay } from '@/samples'
import { keepsAll } from './aServer'
import ReplyBox from './ReplyBox.vue'

const inTheOpen = aWay({ visibility: 'public', channel: 'page' })
const inPrivate = aWay({ conversationId: 'c9', version: 7, channel: 'talk' })
const aTalk = (more: Parameters<typeof aConversation>[0] = {}) => aConversation({ channel: 'page', visibility: 'public', ways: [inTheOpen, inPrivate], ...more })
const show = (conversation = aTalk(), more: Partial<InstanceType<typeof ReplyBox>['$props']> = {}) =>
  render(ReplyBox, { props: { conversation, missed: null, ...more }, global: { plugins: [i18n] } })
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const box = (name: string) => screen.getByRole('textbox', { name })

describe('a draft and the way that it was written for', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
    keepsAll()
  })

  it.each(['Note', 'Private reply', 'Public reply'])('comes back as the %s that it was', async (name) => {
    const { unmount } = show()
    await userEvent.click(button(name))
    await userEvent.type(box(name), 'A difficult customer')
    unmount()
    show()
    expect(box(name)).toHaveValue('A difficult customer')
    expect(button(name)).toHaveAttribute('aria-pressed', 'true')
  })

  it('is told to the server with it, also when only the way is changed', async () => {
    show()
    await userEvent.type(box('Public reply'), 'Hm')
    await userEvent.click(button('Note'))
    await waitFor(() => expect(api.saveDraft).toHaveBeenLastCalledWith('c1', { text: 'Hm', attachments: [], way: 'note' }))
  })

  it('comes from another browser as the note that it was', () => {
    show(aTalk({ draft: { text: 'Careful', attachments: [], way: 'note' } }))
    expect(box('Note')).toHaveValue('Careful')
  })

  it('of which nobody knows what it was is a note where everybody reads, and a reply where one person does', () => {
    const { unmount } = show(aTalk({ draft: { text: 'Careful', attachments: [] } }))
    expect(box('Note')).toHaveValue('Careful')
    unmount()
    show(aConversation({ draft: { text: 'Careful', attachments: [] } }))
    expect(box('Reply')).toHaveValue('Careful')
  })

  it('in private stays so, locked, when that way is closed or gone', async () => {
    const draft = { text: 'Between us', attachments: [], way: 'private' as const }
    const { unmount } = show(aTalk({ draft, ways: [inTheOpen, aWay({ ...inPrivate, closed: 'gone' })] }))
    expect(button('Send privately')).toBeDisabled()
    unmount()
    const { rerender, emitted } = show(aTalk({ draft, ways: [inTheOpen] }))
    expect(button('Private reply')).toHaveAttribute('aria-pressed', 'true')
    expect(screen.getByText('There is no private reply here any more.')).toBeVisible()
    await userEvent.type(box('Private reply'), '!{Control>}{Enter}{/Control}')
    expect(emitted().send).toBeUndefined()
    await rerender({ conversation: aTalk({ draft, version: 2 }) })
    expect(button('Send privately')).toBeEnabled()
  })

  it('that is being written in private does not slip into the open when that way goes', async () => {
    const { rerender } = show()
    await userEvent.click(button('Private reply'))
    await userEvent.type(box('Private reply'), 'Between us')
    await rerender({ conversation: aTalk({ ways: [inTheOpen] }) })
    expect(box('Private reply')).toHaveValue('Between us')
    expect(button('Send privately')).toBeDisabled()
  })

  it('is followed by the usual way once the note is saved', async () => {
    show(aTalk({ draft: { text: 'Careful', attachments: [], way: 'note' } }))
    await userEvent.click(button('Add note'))
    expect(button('Public reply')).toHaveAttribute('aria-pressed', 'true')
  })
})

describe('files in the box', () => {
  const file = { id: 'f1', name: 'invoice.pdf', type: 'application/pdf', size: 2 }
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
    keepsAll()
  })

  it('do not move into the open by themselves when a note is added beside them', async () => {
    show(aTalk({ draft: { text: '', attachments: [file], way: 'private' } }))
    await userEvent.click(button('Note'))
    await userEvent.type(box('Note'), 'Please check this')
    await userEvent.click(button('Add note'))
    expect(screen.getByText('invoice.pdf')).toBeVisible()
    expect(button('Public reply')).toHaveAttribute('aria-pressed', 'false')
    await waitFor(() => expect(api.saveDraft).toHaveBeenLastCalledWith('c1', expect.objectContaining({ text: '', attachments: ['f1'], way: 'note' })))
  })

  it('do not move into the open when the key for a reply is pressed', async () => {
    const shown = ref<InstanceType<typeof ReplyBox> | null>(null)
    render({ render: () => h(ReplyBox, { ref: shown, conversation: aTalk({ draft: { text: '', attachments: [file], way: 'note' } }), missed: null }) }, { global: { plugins: [i18n] } })
    shown.value?.focus('reply')
    await waitFor(() => expect(box('Note')).toHaveFocus())
  })
})

describe('what was refused because something came in', () => {
  const written = { kind: 'reply' as const, text: 'Yes', private: false, attachments: [] }
  const missed = { written, messages: [aMessage({ text: 'Make it blue.' })], version: 8 }
  const whole = aTalk({ draft: { text: 'Yes', attachments: [], way: 'public' } })

  it('goes as it stands in the box by then, in the way that is chosen beside it', async () => {
    const { emitted } = show(whole, { missed })
    await userEvent.click(button('Private reply'))
    await userEvent.type(box('Private reply'), ', blue')
    await userEvent.click(button('I have read it, send privately'))
    expect(emitted().send).toEqual([[{ kind: 'reply', text: 'Yes, blue', private: true, attachments: [], to: 'c9', version: 7 }]])
  })

  it('does not take a note along into the open', async () => {
    const { emitted } = show(whole, { missed })
    await userEvent.click(button('Note'))
    expect(screen.queryByRole('button', { name: /I have read it/ })).toBeNull()
    expect(screen.getByRole('alert')).toHaveTextContent('Make it blue.')
    await userEvent.clear(box('Note'))
    await userEvent.type(box('Note'), 'Careful')
    await userEvent.click(button('Add note'))
    expect(emitted().send).toEqual([[{ kind: 'note', text: 'Careful', private: true, attachments: [] }]])
  })

  it('is not sent again when it was taken out of the box', async () => {
    show(whole, { missed })
    await userEvent.clear(box('Public reply'))
    expect(button('I have read it, reply publicly')).toBeDisabled()
  })

  it('comes back beside a note that was begun meanwhile as a part of the note where somebody asks for it', async () => {
    const restored = ref<InstanceType<typeof ReplyBox> | null>(null)
    render({ render: () => h(ReplyBox, { ref: restored, conversation: aTalk(), missed }) }, { global: { plugins: [i18n] } })
    await userEvent.click(button('Note'))
    await userEvent.type(box('Note'), 'Careful')
    restored.value?.restore(written)
    await waitFor(() => expect(box('Note')).toHaveValue('Yes\n\nCareful'))
  })

  it('goes as the template that it was, whatever stands in the box', async () => {
    const template = { name: 'hello', language: 'en', values: {} }
    const { emitted } = show(whole, { missed: { ...missed, written: { ...written, private: true, template, clientId: 'b1' } } })
    await userEvent.click(button('I have read it, send the template'))
    expect(emitted().send).toEqual([[{ ...written, private: true, template, clientId: 'b1' }]])
  })

  it('leaves a note a note when the key for a reply is pressed', async () => {
    const restored = ref<InstanceType<typeof ReplyBox> | null>(null)
    render({ render: () => h(ReplyBox, { ref: restored, conversation: aTalk({ draft: { text: 'Careful', attachments: [], way: 'note' } }), missed: null }) }, { global: { plugins: [i18n] } })
    restored.value?.focus('reply')
    await waitFor(() => expect(box('Note')).toHaveFocus())
  })
})
