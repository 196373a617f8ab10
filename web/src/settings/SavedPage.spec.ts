import { render, screen, waitFor, within } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as saved from '@/api/saved'
import * as settings from '@/api/settings'
import { i18n } from '@/i18n'
import { aSavedReply } from '@/samples'
import SavedPage from './SavedPage.vue'

const show = () => render(SavedPage, { global: { plugins: [i18n] } })

describe('the page of saved replies', () => {
  beforeEach(() => {
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
    vi.spyOn(saved, 'listSaved').mockResolvedValue({ items: [aSavedReply({ used: 12, usedAt: '2020-03-02T09:00:00Z', shortcut: 'ty' }), aSavedReply({ id: 's2', name: 'House rules', by: 'Tom', mayChange: false })], next: null })
  })

  it('tells how often each was used and when last, and lets one change one’s own', async () => {
    show()
    const [mine, theirs] = await screen.findAllByRole('listitem')
    expect(mine).toHaveTextContent(/Thanks.*\/ty.*Used 12 times · last .*2020 · Mia/)
    expect(theirs).toHaveTextContent(/House rules.*Not used yet · Tom/)
    expect(within(theirs as HTMLElement).queryByRole('button')).toBeNull()
    expect(within(mine as HTMLElement).getByRole('button', { name: 'Edit Thanks' })).toBeVisible()
  })

  it('writes one with a gap put in by its name, and says what is wrong with it', async () => {
    const change = vi.spyOn(saved, 'changeSaved').mockResolvedValue(aSavedReply())
    show()
    await userEvent.click(await screen.findByRole('button', { name: 'Edit Thanks' }))
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text' })
    await userEvent.clear(text)
    await userEvent.type(text, 'Dear ')
    await userEvent.click(screen.getByRole('button', { name: 'Insert Person’s name' }))
    expect(text).toHaveValue('Dear {{person.name}}')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(change).toHaveBeenCalledWith('s1', { name: 'Thanks', text: 'Dear {{person.name}}', shortcut: 'ty', language: null, accounts: [], teams: [] })
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Text' })).toBeNull())
  })

  it('removes one after a question', async () => {
    const remove = vi.spyOn(saved, 'removeSaved').mockResolvedValue(undefined)
    show()
    await userEvent.click(await screen.findByRole('button', { name: 'Remove Thanks' }))
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(screen.queryByText('Thanks')).toBeNull())
    expect(remove).toHaveBeenCalledWith('s1')
  })
})
