import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import * as api from '@/api/views'
import { i18n } from '@/i18n'
import SavedViews from './SavedViews.vue'

const view = (change: Partial<api.View>): api.View => ({ id: 'v1', name: 'Quarter', at: '/reports/marketers?days=91', shared: false, mine: true, by: 'Mia', ...change })

async function show(items: api.View[], at = '/reports/marketers?days=91') {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: {} }] })
  await router.push(at)
  vi.spyOn(api, 'listViews').mockResolvedValue({ items, next: null })
  const save = vi.spyOn(api, 'saveView').mockResolvedValue(view({}))
  render(SavedViews, { global: { plugins: [i18n, router] } })
  await userEvent.click(screen.getByRole('button', { name: 'Views' }))
  return { router, save }
}

describe('saved views', () => {
  beforeEach(() => localStorage.clear())

  it('are kept by name, shared and forgotten', async () => {
    const { save } = await show([view({})])
    await userEvent.click(await screen.findByRole('button', { name: 'Share Quarter with colleagues' }))
    expect(save).toHaveBeenLastCalledWith({ name: 'Quarter', at: '/reports/marketers?days=91', shared: true })
    await userEvent.type(screen.getByRole('combobox'), 'Spring')
    await userEvent.click(screen.getByRole('button', { name: 'Keep this view as Spring' }))
    expect(save).toHaveBeenLastCalledWith({ name: 'Spring', at: '/reports/marketers?days=91', shared: false })
  })

  it('of colleagues are offered under their names and are not ours to forget', async () => {
    const { router } = await show([view({ mine: false, shared: true, by: 'Tom' })], '/reports/managers')
    const push = vi.spyOn(router, 'push')
    expect(screen.queryByRole('button', { name: /Forget/ })).toBeNull()
    await userEvent.click(await screen.findByRole('option', { name: /Quarter.*shared by Tom/ }))
    expect(push).toHaveBeenCalledWith('/reports/marketers?days=91')
  })

  it('that this browser kept before go to the server once, under names that are free', async () => {
    localStorage.setItem('inbox.views', JSON.stringify([{ name: 'Quarter', at: '/reports/managers' }, { name: 'Old', at: '/reports/managers?days=7' }, { name: 'Evil', at: 'https://evil.example' }]))
    const { save } = await show([view({})])
    await vi.waitFor(() => expect(localStorage.getItem('inbox.views')).toBeNull(), { timeout: 20_000 })
    expect(save.mock.calls).toEqual([[{ name: 'Old', at: '/reports/managers?days=7', shared: false }]])
  })

  it('that could not be moved stay in the browser until they are', async () => {
    localStorage.setItem('inbox.views', JSON.stringify([{ name: 'Old', at: '/reports/managers' }]))
    vi.spyOn(api, 'listViews').mockResolvedValue({ items: [], next: null })
    vi.spyOn(api, 'saveView').mockRejectedValue(new Error('away'))
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: {} }] })
    render(SavedViews, { global: { plugins: [i18n, router] } })
    await userEvent.click(screen.getByRole('button', { name: 'Views' }))
    expect(await screen.findByRole('alert')).toBeVisible()
    expect(localStorage.getItem('inbox.views')).not.toBeNull()
  })
})
