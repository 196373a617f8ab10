import { expect, it, vi } from 'vitest'
import { startLive, stopLive, useLive } from './useLive'

const heard = vi.hoisted(() => new Map<string, () => void>())
const invoked = vi.hoisted(() => [] as string[])

vi.mock('@microsoft/signalr', async (original) => {
  const real = await original<typeof import('@microsoft/signalr')>()
  const connection = {
    state: real.HubConnectionState.Disconnected as string,
    on: (name: string, listen: () => void) => void heard.set(name, listen),
    onreconnecting() {},
    onreconnected() {},
    onclose() {},
    async start() {
      connection.state = 'Connected'
    },
    async stop() {},
    invoke: async (method: string, id: string) => void invoked.push(`${method} ${id}`),
  }
  const builder: object = { withUrl: () => builder, withAutomaticReconnect: () => builder, configureLogging: () => builder, build: () => connection }
  return { ...real, HubConnectionBuilder: function () { return builder } }
})

it('reads what is there once the server tells of changes, not while it only is connected', async () => {
  const refetch = vi.fn()
  startLive()
  useLive().onRefetch(refetch)
  await new Promise((done) => setTimeout(done))
  expect(refetch).not.toHaveBeenCalled()
  heard.get('missed')?.()

  await vi.waitFor(() => expect(refetch).toHaveBeenCalledOnce(), { timeout: 20_000 })
  await stopLive()
})

it('reads again, and watches again, when the server says that something was missed', async () => {
  const refetch = vi.fn()
  startLive()
  heard.get('missed')?.()
  await vi.waitFor(() => expect(useLive().state.value).toBe('live'), { timeout: 20_000 })
  useLive().watch('conv1')
  useLive().onRefetch(refetch)
  invoked.length = 0
  vi.useFakeTimers()
  heard.get('missed')?.()
  expect(refetch).not.toHaveBeenCalled() // not all pages in the same moment
  await vi.advanceTimersByTimeAsync(4_000)
  vi.useRealTimers()

  expect(refetch).toHaveBeenCalledOnce()
  expect(invoked).toEqual(['Watch conv1'])
  await stopLive()
})
