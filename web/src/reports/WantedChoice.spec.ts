import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import * as reports from '@/api/reports'
import type { Me } from '@/api/types'
import * as api from '@/api/wanted'
import { i18n } from '@/i18n'
import { useSession } from '@/session/useSession'
import MarketerHome from './MarketerHome.vue'
import WantedChoice from './WantedChoice.vue'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => undefined }))
vi.mock('./useNames', () => ({ useNames: () => (_: string, key: string | null) => key ?? '' }))

async function show(role: Me['role']) {
  useSession().enter({ role, language: 'en' } as Me)
  vi.spyOn(api, 'readWanted').mockResolvedValue({ who: ['prospect', 'customer'], usual: ['prospect'] })
  const choose = vi.spyOn(api, 'chooseWanted').mockResolvedValue(undefined)
  render(WantedChoice, { global: { plugins: [i18n] } })
  await userEvent.click(screen.getByRole('button', { name: 'Whom we want to reach' }))
  return choose
}

describe('whom the team wants to reach', () => {
  it('is chosen by a manager, with the keyboard alone, and the figures are read again', async () => {
    for (const name of ['readPeople', 'readDepth', 'readSecondDates', 'readContext', 'readOneToOne'] as const) if (name in reports) vi.spyOn(reports, name as 'readPeople').mockResolvedValue({ rows: [] })
    const read = [vi.spyOn(reports, 'readContent').mockResolvedValue({ rows: [] }), vi.spyOn(reports, 'readChannelRows').mockResolvedValue({ rows: [] })]
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: {} }] })
    await router.push('/reports/marketers')
    render(MarketerHome, { global: { plugins: [i18n, router], stubs: { PlotFigure: true } } })
    const choose = await show('manager')
    const before = read.map((one) => one.mock.calls.length)

    const partner = await screen.findByRole('checkbox', { name: 'Partner' })
    partner.focus()
    await userEvent.keyboard(' ')
    screen.getByRole('checkbox', { name: 'Prospect' }).focus()
    await userEvent.keyboard(' {Enter}')

    await vi.waitFor(() => expect(choose).toHaveBeenCalledWith(['customer', 'partner']), { timeout: 20_000 })
    await vi.waitFor(() => expect(read.map((one, at) => one.mock.calls.length - (before[at] ?? 0))).toEqual([1, 1]), { timeout: 20_000 })
    expect(screen.queryByRole('checkbox', { name: 'Partner' })).toBeNull()
  })

  it('is shown to everybody else, and never empty', async () => {
    await show('marketer')
    expect(await screen.findByRole('checkbox', { name: 'Customer' })).toBeDisabled()
    expect(screen.getByRole('checkbox', { name: 'Customer' })).toBeChecked()
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()
    expect(screen.getByText('Managers choose them.')).toBeVisible()
  })
})
