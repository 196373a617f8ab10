import { fireEvent, render, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '@/i18n'
import ListHeader from './ListHeader.vue'

const props = { tab: 'search' as const, q: '', counts: null, mine: false }
const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:anything(.*)', component: { template: '' } }] })
const box = () => screen.getByRole<HTMLInputElement>('searchbox')

describe('the search box', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    return () => void vi.useRealTimers()
  })

  it('keeps what was typed while the search began', async () => {
    const replace = vi.spyOn(router, 'replace').mockResolvedValue()
    const { rerender } = render(ListHeader, { props, global: { plugins: [i18n, router] } })
    await fireEvent.update(box(), 'green ')
    vi.advanceTimersByTime(250)
    expect(replace).toHaveBeenLastCalledWith({ path: '/search', query: { q: 'green' } })
    await rerender({ q: 'green' })
    expect(box().value).toBe('green ')
    await rerender({ q: 'black' })
    expect(box().value).toBe('black')
  })
})

describe('what is late and what is due soon', () => {
  it('says on hover and focus what it counts', () => {
    render(ListHeader, { props: { ...props, tab: 'waiting', counts: { waiting: 3, open: 0, missed: 2, dueSoon: 1 } as never }, global: { plugins: [i18n, router] } })
    expect(screen.getByRole('button', { name: '2 late' })).toHaveAccessibleDescription(/whose target is over/)
    expect(screen.getByRole('button', { name: '1 due soon' })).toHaveAccessibleDescription(/three quarters/)
  })
})
