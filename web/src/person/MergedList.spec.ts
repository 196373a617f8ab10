import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { i18n } from '@/i18n'
import MergedList from './MergedList.vue'

it('tells who was joined and by what, and takes them apart', async () => {
  const merged = [
    { undoId: 'act-2', name: null, at: '2026-05-06T10:00:00Z', staffId: null },
    { undoId: 'act-1', name: 'Ann Lee', at: '2026-05-05T10:00:00Z', staffId: 'anna' },
  ]
  const { emitted, container } = render(MergedList, { props: { merged }, global: { plugins: [i18n] } })
  expect(container).toHaveTextContent('Unnamed, proved by the channel')
  expect(container).toHaveTextContent('Ann Lee joined by hand')
  await userEvent.click(screen.getByRole('button', { name: 'Take Ann Lee apart again' }))
  expect(emitted().apart).toEqual([['act-1']])
})
