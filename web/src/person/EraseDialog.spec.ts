import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { i18n } from '@/i18n'
import EraseDialog from './EraseDialog.vue'

it('erases only once the word stands there', async () => {
  const { emitted } = render(EraseDialog, { props: { name: 'Ann', busy: false }, global: { plugins: [i18n] } })
  const button = screen.getByRole('button', { name: 'Erase for good', hidden: true })
  await userEvent.type(screen.getByLabelText('Type erase to confirm'), 'eras{Enter}')
  expect(button).toBeDisabled()
  await userEvent.type(screen.getByLabelText('Type erase to confirm'), 'e')
  await userEvent.click(button)
  expect(emitted().erase).toHaveLength(1)
})
