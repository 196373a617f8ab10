import { expect, it } from 'vitest'
import { retryDelay } from './retryDelay'

it('spreads the first tries over four seconds and later ones over fifteen', () => {
  expect([retryDelay(0, 0.5), retryDelay(1, 0.5), retryDelay(2, 0.5), retryDelay(40, 0.5)]).toEqual([2_000, 4_000, 7_500, 7_500])
  expect(new Set(Array.from({ length: 20 }, () => retryDelay(0))).size).toBeGreaterThan(15)
})
