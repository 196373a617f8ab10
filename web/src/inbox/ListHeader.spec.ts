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
