import { render, screen, within } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import * as settings from '@/api/settings'
import { i18n } from '@/i18n'
import QuarantinePage from './QuarantinePage.vue'

it('offers what is held, and lets one put away what an erasure emptied', async () => {
  const held = { accountId: 'a1', at: '2026-03-02T09:00:00Z' }
  vi.spyOn(settings, 'listQuarantine').mockResolvedValue({ items: [{ ...held, id: 'q1', reason: 'It is no mail.', size: 12 }, { ...held, id: 'q2', reason: 'These bytes were emptied.', size: 0 }], next: null })
  const replay = vi.spyOn(settings, 'replay').mockResolvedValue(undefined)
  render(QuarantinePage, { global: { plugins: [i18n] } })
  const [whole, emptied] = await screen.findAllByRole('listitem')
  expect(within(whole as HTMLElement).getByRole('link', { name: 'Download' })).toBeVisible()
  expect(within(whole as HTMLElement).getByRole('button', { name: 'Read again' })).toBeVisible()
  expect(within(emptied as HTMLElement).queryByRole('link')).toBeNull()
  await userEvent.click(within(emptied as HTMLElement).getByRole('button', { name: 'Put away' }))
  expect(replay).toHaveBeenCalledWith('q2')
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
})
