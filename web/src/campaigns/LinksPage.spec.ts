import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createRouter, createMemoryHistory } from 'vue-router'
import * as links from '@/api/links'
import * as reports from '@/api/reports'
import type { Me } from '@/api/types'
import { i18n } from '@/i18n'
import { useSession } from '@/session/useSession'
import LinksPage from './LinksPage.vue'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => undefined, useLive: () => ({ on: () => undefined, onRefetch: () => undefined }) }))
vi.mock('@/api/settings', () => ({ listStaff: () => Promise.resolve({ items: [] }), listTeams: () => Promise.resolve({ items: [] }), listAccounts: () => Promise.resolve({ items: [] }) }))

const made = { id: 'spring-k7f3q', url: 'https://inbox.example/t/spring-k7f3q', target: 'https://shop.example/', campaign: { name: 'Spring', source: 'newsletter', medium: null, title: 'Spring · newsletter', contentId: 'campaign:spring/newsletter' }, mailKey: null, createdAt: '2026-11-22T09:00:00Z', createdBy: 'Mia' } as unknown as links.Link
const row = { key: 'a/campaign:spring/newsletter', accountId: 'a', contentId: 'campaign:spring/newsletter', title: 'Spring · newsletter', campaign: { name: 'Spring', source: 'newsletter', medium: null }, link: '/api/v1/reports/conversations-by-content/conversations?key=x', people: 3, talks: 2, relevant: 1, questions: { share: 0.5, n: 2 }, secondDates: { share: null, n: 0 } } as unknown as reports.ContentRow

async function show(role: Me['role'], items: links.Link[] = []) {
  useSession().enter({ id: 'me', name: 'Mia', email: 'm@example.com', role } as unknown as Me)
  vi.spyOn(links, 'listLinks').mockResolvedValue({ items, next: null })
  vi.spyOn(reports, 'readContent').mockResolvedValue({ rows: [row] })
  render(LinksPage, { global: { plugins: [i18n, createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: {} }] })] } })
}

describe('campaigns', () => {
  beforeEach(() => vi.restoreAllMocks())

  it('makes a link and shows what goes into posts and into mails', async () => {
    await show('marketer')
    const add = vi.spyOn(links, 'addLink').mockResolvedValue(made)
    await userEvent.type(screen.getByLabelText('Page that it leads to'), 'https://shop.example/')
    await userEvent.type(screen.getByLabelText('Campaign'), 'Spring')
    await userEvent.click(screen.getByRole('button', { name: 'Make the link' }))

    expect(add).toHaveBeenCalledWith({ target: 'https://shop.example/', campaign: 'Spring', source: undefined, medium: undefined, mailKey: undefined })
    expect(await screen.findByText('https://inbox.example/t/spring-k7f3q')).toBeVisible()
    expect(screen.getByText('+spring-k7f3q')).toBeVisible()
  })

  it('counts whom each campaign brought, and every count is a door', async () => {
    await show('marketer', [made])
    expect(await screen.findByText('Its campaign brought 3 people in a year')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Spring · newsletter: 3 people' })).toHaveAttribute('href', expect.stringContaining('/reports/conversations?of='))
  })

  it('offers nothing to make or to take away to who may not', async () => {
    await show('agent', [made])
    expect(await screen.findByText('https://inbox.example/t/spring-k7f3q')).toBeVisible()
    expect([screen.queryByRole('button', { name: 'Make the link' }), screen.queryByRole('button', { name: /Take away/ })]).toEqual([null, null])
  })
})
