import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import * as saved from '@/api/saved'
import * as settings from '@/api/settings'
import { i18n } from '@/i18n'
import { aConversation, aSavedReply } from '@/samples'
import ReplyBox from './ReplyBox.vue'

const show = (more: Parameters<typeof aConversation>[0] = {}) =>
  render(ReplyBox, { props: { conversation: aConversation(more), missed: null }, global: { plugins: [i18n], stubs: { RouterLink: true } } })
const box = () => screen.getByRole('textbox', { name: 'Reply' })
const search = () => screen.getByRole('combobox', { name: 'Saved replies' })
const option = (name: string | RegExp) => screen.findByRole('option', { name })

describe('a saved reply in the composer', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
    vi.spyOn(api, 'saveDraft').mockResolvedValue({ text: '', attachments: [] })
    vi.spyOn(saved, 'listSaved').mockResolvedValue({ items: [aSavedReply(), aSavedReply({ id: 's2', name: 'Delay', text: 'It comes {{content.title}} late.', shortcut: 'late' })], next: null })
  })

  it('is found by "/" on an empty line, taken with Enter, and sent with what was put in', async () => {
    const { emitted } = show()
    await userEvent.type(box(), 'Good morning.{Enter}/')
    await option(/Thanks/)
    await userEvent.type(search(), 'thank')
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
    expect(screen.getByText('1 found')).toHaveAttribute('role', 'status')
    await userEvent.type(search(), '{Enter}')
    expect(box()).toHaveValue('Good morning.\nHello Amélie, thank you for writing.')
    await waitFor(() => expect(box()).toHaveFocus())
    await userEvent.keyboard(' Bye{Control>}{Enter}{/Control}')
    expect(emitted().send).toEqual([[{ kind: 'reply', text: 'Good morning.\nHello Amélie, thank you for writing. Bye', private: true, attachments: [], inserted: [{ id: 's1', text: 'Hello Amélie, thank you for writing.' }] }]])
  })

  it('with a gap that nothing fills cannot be sent until somebody does', async () => {
    const { emitted } = show()
    await userEvent.type(box(), '/')
    await userEvent.click(await option(/Delay/))
    expect(box()).toHaveValue('It comes {{content.title}} late.')
    await waitFor(() => expect(box()).toHaveFocus())
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled()
    expect(screen.getByRole('button', { name: 'Fill in {{content.title}} first' })).toBeVisible()
    // The gap is chosen: what is typed takes its place.
    await userEvent.keyboard('a day{Control>}{Enter}{/Control}')
    expect(emitted().send).toMatchObject([[{ text: 'It comes a day late.' }]])
  })

  it('is looked for in vain: what was typed stands there as it was typed', async () => {
    show()
    await userEvent.type(box(), '/')
    await option(/Thanks/)
    await userEvent.type(search(), 'etc')
    expect(screen.getByText('Nothing fits')).toBeInTheDocument()
    await userEvent.type(search(), '{Escape}')
    expect(box()).toHaveValue('/etc')
    await userEvent.type(box(), '/hosts')
    expect(box()).toHaveValue('/etc/hosts')
  })

  it('is made from what stands there', async () => {
    const add = vi.spyOn(saved, 'addSaved').mockResolvedValue(aSavedReply({ name: 'Blue' }))
    show()
    await userEvent.type(box(), 'It is blue.')
    await userEvent.click(screen.getByRole('button', { name: 'Insert a saved reply' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Save this text as a saved reply' }))
    expect(screen.getByRole('textbox', { name: 'Text' })).toHaveValue('It is blue.')
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Blue')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(add).toHaveBeenCalledWith({ name: 'Blue', text: 'It is blue.', shortcut: null, language: null, accounts: [], teams: [] })
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull())
    expect(box()).toHaveValue('It is blue.')
  })

  it('is no matter of notes, where "/" is a letter', async () => {
    show()
    await userEvent.click(screen.getByRole('button', { name: 'Note' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), '/')
    expect(screen.getByRole('textbox', { name: 'Note' })).toHaveValue('/')
    expect(screen.queryByRole('button', { name: 'Insert a saved reply' })).toBeNull()
  })

  it('that was put into a draft is remembered with it', async () => {
    const { emitted } = show({ draft: { text: 'Hello Amélie', attachments: [], inserted: [{ id: 's1', text: 'Hello Amélie' }] } })
    await userEvent.type(box(), '!{Control>}{Enter}{/Control}')
    expect(emitted().send).toMatchObject([[{ inserted: [{ id: 's1', text: 'Hello Amélie' }] }]])
  })
})
