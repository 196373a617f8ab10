import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { i18n } from '@/i18n'
import ModerationMenu from './ModerationMenu.vue'

const shown = (props: { now: 'held' | 'hidden' | 'approved'; states: ('approved' | 'held' | 'hidden' | 'spam')[] }) => render(ModerationMenu, { props, global: { plugins: [i18n] } })

test('the keyboard opens it, walks the choices that are left, takes one and comes back', async () => {
  const { emitted } = shown({ now: 'held', states: ['approved', 'held', 'spam'] })
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  expect(screen.getAllByRole('menuitem').map((one) => one.textContent)).toEqual(['Approve', 'Mark as spam'])
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(emitted('choose')).toEqual([['spam']])
  expect(screen.queryByRole('menu')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button'))
})

test('what was only hidden is shown again, and Escape chooses nothing', async () => {
  const { emitted } = shown({ now: 'hidden', states: ['approved', 'hidden'] })
  await userEvent.click(screen.getByRole('button'))
  expect(screen.getByRole('menuitem').textContent).toBe('Show again')
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
  expect(emitted('choose')).toBeUndefined()
})
