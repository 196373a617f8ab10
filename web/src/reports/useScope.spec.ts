import { render } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useScope } from './useScope'

async function scopeAt(at: string) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: {} }] })
  await router.push(at)
  let scope: ReturnType<typeof useScope> | undefined
  render({ setup: () => ((scope = useScope()), () => null) }, { global: { plugins: [router] } })
  const turned = () => new Promise<string>((done) => { const end = router.afterEach((to) => { end(); done(to.fullPath) }) })
  return { scope: scope as ReturnType<typeof useScope>, turned }
}

it('keeps a period of days, months or by hand in the address, and takes it along to the other home', async () => {
  const { scope, turned } = await scopeAt('/reports/managers?account=a1&by=team')
  expect([scope.period.value, scope.kept.value]).toEqual(['28', { days: '28', account: 'a1' }])
  const month = turned()
  scope.choosePeriod('month')
  expect(await month).toBe('/reports/managers?account=a1&by=team&days=month')
  const days = { ...scope.days.value }
  const own = turned()
  scope.choosePeriod('own')
  expect(await own).toBe(`/reports/managers?account=a1&by=team&from=${days.from}&to=${days.to}`)
  expect([scope.period.value, scope.kept.value]).toEqual(['own', { ...days, account: 'a1' }])
  const back = turned()
  scope.choosePeriod('7')
  expect(await back).toBe('/reports/managers?account=a1&by=team&days=7')
})

it('asks for the days that were set by hand, and for as many before them', async () => {
  const { scope, turned } = await scopeAt('/reports/managers?from=2026-01-05&to=2026-01-11')
  const [from, to, before] = [new Date(2026, 0, 5), new Date(2026, 0, 12), new Date(2025, 11, 29)].map((one) => one.toISOString())
  expect(scope.query.value).toMatchObject({ from, to, account: '' })
  expect(scope.earlier.value).toMatchObject({ from: before, to: from })
  const moved = turned()
  scope.chooseDay('from', '2026-03-01')
  expect(await moved).toBe('/reports/managers?from=2026-03-01&to=2026-03-01')
})

it('takes an address that says no period for the usual one', async () => {
  for (const at of ['?days=5', '?from=2026-02-30&to=2026-03-01', '?from=2026-03-02&to=2026-03-01']) expect((await scopeAt(`/reports/managers${at}`)).scope.period.value).toBe('28')
})
