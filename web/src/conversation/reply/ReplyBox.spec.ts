import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/conversations'
import * as settings from '@/api/settings'
import * as live from '@/live/useLive'
import { i18n } from '@/i18n'
import { aConversation, aMessage, aWay } from '@/samples'
import ReplyBox from './ReplyBox.vue'

const show = (props: Partial<InstanceType<typeof ReplyBox>['$props']> = {}) =>
  render(ReplyBox, { props: { conversation: aConversation(), missed: null, ...props }, global: { plugins: [i18n] } })

describe('the reply box', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
    vi.spyOn(api, 'saveDraft').mockResolvedValue({ text: '', attachments: [] })
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

  it('answers in private whoever spoke last in private, while that can be answered', async () => {
    const ways = (closed: 'window' | null) => [aWay({ visibility: 'public', channel: 'page' }), aWay({ conversationId: 'c9', channel: 'talk', closed })]
    const conversation = (closed: 'window' | null) => aConversation({ channel: 'page', visibility: 'public', ways: ways(closed) })
    const { unmount } = show({ conversation: conversation(null), heard: 'private' })
    expect(screen.getByRole('button', { name: 'Private reply' })).toHaveAttribute('aria-pressed', 'true')
    unmount()
    show({ conversation: conversation('window'), heard: 'private' })
    expect(screen.getByRole('button', { name: 'Public reply' })).toHaveAttribute('aria-pressed', 'true')
  })

  it('tells the hour at which a way closes, and the whole moment on request', () => {
    const until = new Date(Date.now() + 20 * 3_600_000)
    show({ conversation: aConversation({ ways: [aWay({ until: until.toISOString() })] }) })
    const hint = screen.getByText(/^Until (today|tomorrow), \d/u)
    const hour = until.toLocaleTimeString(navigator.language, { hour: '2-digit', minute: '2-digit' })
    expect(hint).toHaveTextContent(hour)
    expect(hint).toHaveAttribute('title', until.toLocaleString(navigator.language, { dateStyle: 'full', timeStyle: 'short' }))
  })

  it('tells the person of an answer to them alone while it is written, and never of a note', async () => {
    const calls: string[][] = []
    vi.spyOn(live, 'useLive').mockReturnValue({ ...live.useLive(), typing: (id) => void calls.push(['typing', id]), answering: (id) => void calls.push(['answering', id]) })
    const ways = [aWay({ visibility: 'public', channel: 'page' }), aWay({ conversationId: 'c9', channel: 'talk' })]
    const typed = async (way: string) => {
      const { unmount } = show({ conversation: aConversation({ id: way, channel: 'page', visibility: 'public', ways }) })
      await userEvent.click(screen.getByRole('button', { name: way }))
      await userEvent.type(screen.getByRole('textbox'), 'a')
      unmount()
      return calls.splice(0)
    }
    expect(await typed('Note')).toEqual([['typing', 'Note']])
    expect(await typed('Public reply')).toEqual([['typing', 'Public reply']])
    expect(await typed('Private reply')).toEqual([['typing', 'Private reply'], ['answering', 'c9']])
  })

  it('keeps public and private apart by words, and sends what was chosen to where it goes', async () => {
    const ways = [aWay({ visibility: 'public', channel: 'page' }), aWay({ conversationId: 'c9', version: 7, channel: 'talk' })]
    const { emitted } = show({ conversation: aConversation({ channel: 'page', visibility: 'public', ways }) })
    expect(screen.getByText('Everybody can read this')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Public reply' })).toHaveAttribute('aria-pressed', 'true')
    await userEvent.type(screen.getByRole('textbox', { name: 'Public reply' }), 'In the open')
    await userEvent.click(screen.getByRole('button', { name: 'Reply publicly' }))
    await userEvent.click(screen.getByRole('button', { name: 'Private reply' }))
    expect(screen.queryByText('Everybody can read this')).toBeNull()
    await userEvent.type(screen.getByRole('textbox', { name: 'Private reply' }), 'Between us')
    await userEvent.click(screen.getByRole('button', { name: 'Send privately' }))
    expect(emitted().send).toEqual([
      [{ kind: 'reply', text: 'In the open', private: false, attachments: [] }],
      [{ kind: 'reply', text: 'Between us', private: true, attachments: [], to: 'c9', version: 7 }],
    ])
  })

  it('says before sending that the window is closed, and offers what is still open', async () => {
    const ways = [aWay({ visibility: 'public' }), aWay({ closed: 'window', takesTemplates: true })]
    show({ conversation: aConversation({ visibility: 'private', ways }) })
    expect(screen.getByText('Too long since they last wrote.')).toBeVisible()
    expect(screen.getByText('An approved template can still be sent.')).toBeVisible()
    await userEvent.type(screen.getByRole('textbox'), 'Hello?')
    expect(screen.getByRole('button', { name: 'Send privately' })).toBeDisabled()
    await userEvent.click(screen.getByRole('button', { name: 'Reply publicly instead' }))
    expect(screen.getByRole('button', { name: 'Reply publicly' })).toBeEnabled()
  })

  it('says who else would read what is private, because it names them', async () => {
    show({ conversation: aConversation({ channel: 'mastodon', ways: [aWay({ visibility: 'public', channel: 'mastodon' }), aWay({ channel: 'mastodon' })] }) })
    await userEvent.click(screen.getByRole('button', { name: 'Private reply' }))
    await userEvent.type(screen.getByRole('textbox'), 'As we told @bob@far.example. Mail joe@far.example, see https://far.example/@eve')
    expect(screen.getByText('Whoever is named in private reads it, too: @bob@far.example')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Public reply' }))
    expect(screen.queryByText(/Whoever is named/)).toBeNull()
  })

  it('counts as the platform does, and sends nothing that is too long', async () => {
    show({ conversation: aConversation({ ways: [aWay({ textLimit: 6, counts: 'bytes' })] }) })
    await userEvent.type(screen.getByRole('textbox'), 'ééé')
    expect(screen.getByText('0 left')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Send' })).toBeEnabled()
    await userEvent.type(screen.getByRole('textbox'), '!')
    expect(screen.getByText('1 too long')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled()
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
    const { emitted } = show({ conversation: aConversation({ draft: { text: 'Yes', attachments: [], way: 'private' } }), missed: { written, messages: [aMessage({ text: 'Make it blue.' })], version: 7 } })
    expect(screen.getByRole('alert')).toHaveTextContent('Make it blue.')
    expect(emitted().send).toBeUndefined()
    await userEvent.click(screen.getByRole('button', { name: /I have read it/ }))
    expect(emitted().send).toEqual([[written]])
  })
})
