import { expect, it, vi } from 'vitest'

const setup = vi.hoisted(() => ({ publicUrl: null as string | null }))
vi.mock('@/api/session', () => ({ readSetup: async () => ({ needsFirstAdministrator: false, demo: false, ...setup }) }))

it.each([
  ['https://inbox.example', 'https://inbox.example'],
  ['http://localhost:5080', location.origin],
  [null, location.origin],
])('takes %s for %s', async (given, wanted) => {
  vi.resetModules()
  setup.publicUrl = given
  const origin = (await import('./useOrigin')).useOrigin()
  await vi.waitFor(() => expect(origin.value).toBe(wanted), { timeout: 20_000 })
})
