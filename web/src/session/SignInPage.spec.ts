import { flushPromises } from '@vue/test-utils'
import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { Problem } from '@/api/problem'
import * as api from '@/api/session'
import { i18n } from '@/i18n'
import SignInPage from './SignInPage.vue'

vi.mock('@/live/useLive', () => ({ startLive: () => undefined, stopLive: () => undefined }))

async function show(next?: string) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: SignInPage }] })
  await router.push({ path: '/sign-in', query: next ? { next } : {} })
  render(SignInPage, { global: { plugins: [i18n, router] } })
  await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.org')
  await userEvent.type(screen.getByLabelText('Password'), 'a good long password')
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  await flushPromises()
  return router
}
const me = { id: 's1', name: 'Ada', email: 'ada@example.org', role: 'agent' as const, language: null, theme: null }

describe('signing in', () => {
  it('says that both do not go together, not which is wrong', async () => {
    vi.spyOn(api, 'signIn').mockRejectedValue(new Problem(401))
    await show()
    expect(screen.getByRole('alert')).toHaveTextContent('do not go together')
  })

  it('leads to where one wanted to go', async () => {
    vi.spyOn(api, 'signIn').mockResolvedValue(me)
    expect((await show('/closed/c1')).currentRoute.value.fullPath).toBe('/closed/c1')
  })

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', '\\\\\\\\evil.example', 'https:evil.example', '%2F%2Fevil.example', 'javascript:alert(1)'])('B55 never leads outside: %s', async (next) => {
    vi.spyOn(api, 'signIn').mockResolvedValue(me)
    expect((await show(next)).currentRoute.value.fullPath).toBe('/')
  })
})
