import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { Problem } from '@/api/problem'
import { i18n } from '@/i18n'
import { aCard } from '@/samples'
import ConversationList from './ConversationList.vue'
import { ready, type ListState } from './listState'

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:tab/:id?', name: 'inbox', component: ConversationList }] })
const show = (state: ListState) => render(ConversationList, { props: { state, tab: 'waiting' }, global: { plugins: [i18n, router] } })

describe('the list', () => {
  it('says that it is loading', () => {
    show({ kind: 'loading' })
    expect(screen.getByRole('status')).toHaveTextContent('Loading')
  })

  it('says why it failed and tries again when asked', async () => {
    const { emitted } = show({ kind: 'failed', problem: new Problem(0) })
    expect(screen.getByRole('alert')).toHaveTextContent('cannot be reached')
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(emitted().retry).toHaveLength(1)
  })

  it('is glad when nobody waits', () => {
    show(ready({ items: [], next: null }))
    expect(screen.getByText('Nobody is waiting')).toBeVisible()
  })

  it('offers what is new instead of moving', async () => {
    const { emitted } = show({ ...ready({ items: [aCard()], next: null }), offered: [aCard({ id: 'n1' }), aCard({ id: 'n2' }), aCard({ id: 'n3' })] })
    await userEvent.click(screen.getByRole('button', { name: '3 new' }))
    expect(emitted().take).toHaveLength(1)
  })

  it('asks on when a page came short', async () => {
    const { emitted, rerender } = show(ready({ items: [aCard()], next: 'a' }))
    await rerender({ state: ready({ items: [aCard()], next: 'b' }) })
    expect(emitted().more).toHaveLength(1)
  })
})
