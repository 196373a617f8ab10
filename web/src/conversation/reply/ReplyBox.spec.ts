import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import * as settings from '@/api/settings'
import { i18n } from '@/i18n'
import { aConversation, aMessage } from '@/samples'
import ReplyBox from './ReplyBox.vue'

const show = (props: Partial<InstanceType<typeof ReplyBox>['$props']> = {}) =>
  render(ReplyBox, { props: { conversation: aConversation(), missed: null, ...props }, global: { plugins: [i18n] } })

describe('the reply box', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(settings, 'listChannels').mockRejectedValue(new Error('asked later'))
    vi.spyOn(api, 'saveDraft').mockResolvedValue({ text: '', attachments: [] })
    vi.spyOn(api, 'dropDraft').mockResolvedValue(undefined)
  })

  it('sends with Ctrl and Enter, and is empty afterwards', async () => {
    const { emitted } = show()
    await userEvent.type(screen.getByRole('textbox', { name: 'Reply' }), 'On its way.{Control>}{Enter}{/Control}')
    expect(emitted().send).toEqual([[{ kind: 'reply', text: 'On its way.', private: true, attachments: [] }]])
    expect(screen.getByRole('textbox')).toHaveValue('')
  })

  it('sends nothing when nothing was written', async () => {
    const { emitted } = show()
    await userEvent.type(screen.getByRole('textbox'), '  {Control>}{Enter}{/Control}')
    expect(emitted().send).toBeUndefined()
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled()
  })

  it('says who sees a note, and is a reply again after it', async () => {
    const { emitted } = show()
    await userEvent.click(screen.getByRole('button', { name: 'Note' }))
    expect(screen.getByText('Only your team sees this')).toBeVisible()
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'Careful.')
    await userEvent.click(screen.getByRole('button', { name: 'Add note' }))
    expect(emitted().send?.[0]).toMatchObject([{ kind: 'note' }])
    expect(screen.getByRole('button', { name: 'Reply' })).toHaveAttribute('aria-pressed', 'true')
  })

  it('offers public and private only where the conversation has both', async () => {
    const described = { settings: [], episodeGap: '', mediaType: '', textLimit: null }
    vi.spyOn(settings, 'listChannels').mockResolvedValue([{ ...described, channel: 'both', answersPrivately: true }, { ...described, channel: 'one', answersPrivately: false }])
    show({ conversation: aConversation({ id: 'c1', channel: 'one', visibility: 'public' }) })
    show({ conversation: aConversation({ id: 'c2', channel: 'both', visibility: 'private' }) })
    await new Promise(requestAnimationFrame)
    expect(screen.queryByRole('checkbox')).toBeNull()
    show({ conversation: aConversation({ id: 'c3', channel: 'both', visibility: 'public' }) })
    expect(await screen.findByRole('checkbox', { name: /public/i })).toBeInTheDocument()
  })

  it('goes on with the draft that was kept', async () => {
    show({ conversation: aConversation({ draft: { text: 'Half a sent', attachments: [] } }) })
    expect(screen.getByRole('textbox')).toHaveValue('Half a sent')
  })

  it('keeps every letter at once on this machine', async () => {
    const first = show()
    await userEvent.type(screen.getByRole('textbox'), 'Dear')
    first.unmount()
    show()
    expect(screen.getByRole('textbox')).toHaveValue('Dear')
  })

  it('shows what was missed and sends only when that was read', async () => {
    const written = { kind: 'reply' as const, text: 'Yes', private: true, attachments: [] }
    const { emitted } = show({ missed: { written, messages: [aMessage({ text: 'Make it blue.' })], version: 7 } })
    expect(screen.getByRole('alert')).toHaveTextContent('Make it blue.')
    expect(emitted().send).toBeUndefined()
    await userEvent.click(screen.getByRole('button', { name: /I have read it/ }))
    expect(emitted().send).toEqual([[written]])
  })
})
