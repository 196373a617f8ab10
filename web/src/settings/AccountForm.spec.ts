import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import * as api from '@/api/settings'
import type { Account, Channel } from '@/api/types'
import { i18n } from '@/i18n'
import AccountForm from './AccountForm.vue'

const channel = {
  channel: 'webhook', episodeGap: '7.00:00:00', settings: [{ key: 'secret', required: true, secret: true }, { key: 'replyUrl', required: false, secret: false }],
} as unknown as Channel
const account = { id: 'a1', name: 'Shop', channel: 'webhook', importOnly: false, settings: { replyUrl: 'https://shop.example/in' } } as unknown as Account

it('shows what stands, takes away what is emptied, and keeps a secret that is not typed', async () => {
  const change = vi.spyOn(api, 'changeAccount').mockResolvedValue(account)
  render(AccountForm, { props: { channel, account }, global: { plugins: [i18n] } })
  const field = screen.getByLabelText('Where replies go')
  expect(field).toHaveValue('https://shop.example/in')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(change).toHaveBeenLastCalledWith('a1', { name: 'Shop', settings: {} })
  await userEvent.clear(field)
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(change).toHaveBeenLastCalledWith('a1', { name: 'Shop', settings: { replyUrl: '' } })
})

it('says how long a silence makes a second date, and why a value is refused', async () => {
  const change = vi.spyOn(api, 'changeAccount').mockResolvedValue(account)
  render(AccountForm, { props: { channel, account }, global: { plugins: [i18n] } })
  const field = screen.getByLabelText('Days of silence before a second date')
  expect(field).toHaveAttribute('placeholder', '7')
  await userEvent.type(field, '14')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(change).toHaveBeenLastCalledWith('a1', { name: 'Shop', settings: { gapDays: '14' } })
  change.mockRejectedValue(new Problem(422, { errors: { gapDays: ["'14' is no number of days from 1 to 365."] } }))
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('is no number of days from 1 to 365')
  expect(field).toHaveFocus()
})
