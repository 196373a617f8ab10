import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import * as api from '@/api/settings'
import type { Account, Channel } from '@/api/types'
import { i18n } from '@/i18n'
import AccountForm from './AccountForm.vue'

const channel = {
  channel: 'webhook', settings: [{ key: 'secret', required: true, secret: true }, { key: 'replyUrl', required: false, secret: false }],
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
