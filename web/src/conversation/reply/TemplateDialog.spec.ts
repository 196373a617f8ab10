import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import { i18n } from '@/i18n'
import TemplateDialog from './TemplateDialog.vue'

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () { this.open = true }
})
const shown = () => render(TemplateDialog, { props: { conversation: 'c1' }, global: { plugins: [i18n] } })

test('gaps are filled in, seen in the text, and sent with it', async () => {
  vi.spyOn(api, 'listTemplates').mockResolvedValue({ items: [{ name: 'left', language: 'en', text: 'Hello {{body.1}}, $& {{body.2}} left.', parameters: [{ key: 'body.1', example: 'Ada' }, { key: 'body.2', example: null }] }], next: null })
  const { emitted } = shown()
  const send = await screen.findByRole('button', { name: 'Send template' })
  expect(screen.getByText('Hello Ada, $& … left.')).toBeTruthy()
  expect(send).toBeDisabled()
  await userEvent.type(screen.getByLabelText('Gap 1'), 'Bob')
  await userEvent.type(screen.getByLabelText('Gap 2'), '$1 7')
  await userEvent.click(send)
  expect(emitted('send')).toEqual([['Hello Bob, $& $1 7 left.', { name: 'left', language: 'en', values: { 'body.1': 'Bob', 'body.2': '$1 7' } }]])
})

test('what keeps the platform from telling is said', async () => {
  vi.spyOn(api, 'listTemplates').mockRejectedValue(new Problem(409, { detail: 'Write businessAccountId.' }))
  shown()
  expect((await screen.findByRole('alert')).textContent).toBe('Write businessAccountId.')
})
