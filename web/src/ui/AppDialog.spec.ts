import { fireEvent, render, screen } from '@testing-library/vue'
import { expect, it, vi } from 'vitest'
import { i18n } from '@/i18n'
import AppDialog from './AppDialog.vue'

it('tells at once that it is closed, before the browser does', async () => {
  // As browsers do it: the attribute goes, the event comes in a later task.
  const close = vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(function (this: HTMLDialogElement) {
    this.removeAttribute('open')
  })
  const { emitted } = render(AppDialog, { props: { title: 'Keyboard' }, global: { plugins: [i18n] } })
  const asked = fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' })
  expect(emitted().close).toHaveLength(1)
  expect(close).toHaveBeenCalledOnce()
  await asked
  close.mockRestore()
})
