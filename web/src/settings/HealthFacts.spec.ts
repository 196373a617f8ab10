import { render, screen } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { Health } from '@/api/types'
import { i18n } from '@/i18n'
import HealthFacts from './HealthFacts.vue'

const well: Health = { state: 'green', reason: null, lastEventAt: null, tokenEndsAt: null, tokenDaysLeft: null, webhook: null }
const show = (health: Partial<Health>) => render(HealthFacts, { props: { health: { ...well, ...health } }, global: { plugins: [i18n] } })

describe('what is known of an account', () => {
  it('says nothing of what no platform says', () => {
    show({})
    expect(screen.queryByRole('list')).toBeNull()
  })

  it('tells the days of the token and that the webhook was never verified', () => {
    show({ tokenEndsAt: '2026-12-24T12:00:00Z', tokenDaysLeft: 32, webhook: { verified: false, lastDeliveryAt: null } })
    expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toEqual(['The token has 32 days left', 'Webhook not verified yet'])
  })

  it.each([[0, 'The token has less than a day left'], [1, 'The token has 1 day left']])('counts %i days in words', (tokenDaysLeft, words) => {
    show({ tokenEndsAt: '2026-12-24T12:00:00Z', tokenDaysLeft })
    expect(screen.getByRole('listitem')).toHaveTextContent(words)
  })

  it('tells when the last delivery came', () => {
    show({ webhook: { verified: true, lastDeliveryAt: '2020-03-02T09:00:00Z' } })
    expect(screen.getAllByRole('listitem')[1]).toHaveTextContent(/^Last delivery: .*2020/)
  })
})
