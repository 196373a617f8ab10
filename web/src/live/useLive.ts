import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr'
import { readonly, ref } from 'vue'
import { longestMs, retryDelay } from './retryDelay'
import type { Card, HealthState, Message, ReplyState, StaffRef } from '@/api/types'

export type LiveEvents = {
  changed: { conversationId: string; version: number; card: Card | null }
  message: { conversationId: string; version: number; message: Message }
  presence: { conversationId: string; staff: StaffRef[]; typing: StaffRef[] }
  replyState: { conversationId: string; clientId: string; state: ReplyState; error: string | null }
  health: { accountId: string; state: HealthState; reason: string | null }
}
type EventName = keyof LiveEvents
type Listener<N extends EventName> = (event: LiveEvents[N]) => void

/** off: not started; live: pushed; polling: the hub is away, pages ask every 15 s; */
export type LiveState = 'off' | 'connecting' | 'live' | 'polling'

const pollMs = longestMs
const state = ref<LiveState>('off')
const listeners = new Map<EventName, Set<Listener<EventName>>>()
const refetchers = new Set<() => void>()
const watched = new Map<string, number>()
let connection: HubConnection | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let failed = 0

/** Starts the stream for the signed-in staff member. When it is away, everything registered with `onRefetch` runs every 15 s instead. */
export function startLive() {
  if (connection) return
  state.value = 'connecting'
  connection = new HubConnectionBuilder()
    .withUrl('/live', { transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => retryDelay(previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build()
  for (const name of ['changed', 'message', 'presence', 'replyState', 'health'] as const)
    connection.on(name, (event: LiveEvents[typeof name]) => listeners.get(name)?.forEach((listen) => listen(event)))
  // The server says so once it tells us of changes, and again whenever it was cut off itself. Being connected comes earlier: what is read then may be old already.
  // Then it says it to every page at once, so each waits for a moment of its own.
  connection.on('missed', () => (state.value === 'live' ? setTimeout(() => void subscribeThenFetch(), retryDelay(0)) : void subscribeThenFetch()))
  connection.onreconnecting(() => pollWhileAway())
  connection.onclose(() => connection && (pollWhileAway(), connectLater()))
  window.addEventListener('offline', pollWhileAway)
  window.addEventListener('online', back)
  void connect()
}

/** The machine has its network back: look at once, whether or not the stream noticed that it was away. */
function back() {
  if (connection?.state === HubConnectionState.Connected) void subscribeThenFetch()
  else refetchers.forEach((refetch) => refetch())
}

export async function stopLive() {
  const old = connection
  connection = null
  clearTimeout(timer)
  timer = undefined
  window.removeEventListener('offline', pollWhileAway)
  window.removeEventListener('online', back)
  watched.clear()
  state.value = 'off'
  await old?.stop()
}

async function connect() {
  if (!connection || connection.state !== HubConnectionState.Disconnected) return
  try {
    await connection.start()
    failed = 0
  } catch {
    pollWhileAway()
    connectLater()
  }
}

function connectLater() {
  setTimeout(() => void connect(), retryDelay(failed++))
}

/** First subscribe, then fetch: what arrives between is applied on top, by version, so nothing is missed. */
async function subscribeThenFetch() {
  clearTimeout(timer)
  timer = undefined
  state.value = 'live'
  for (const id of watched.keys()) await invoke('Watch', id)
  refetchers.forEach((refetch) => refetch())
}

function pollWhileAway() {
  if (!connection) return
  state.value = 'polling'
  if (timer) return
  const again = () => {
    refetchers.forEach((refetch) => refetch())
    timer = setTimeout(again, pollMs)
  }
  timer = setTimeout(again, pollMs)
}

async function invoke(method: 'Watch' | 'Unwatch' | 'Typing' | 'Answering', id: string) {
  if (connection?.state !== HubConnectionState.Connected) return
  await connection.invoke(method, id).catch(() => undefined)
}

export function useLive() {
  return {
    state: readonly(state),
    on<N extends EventName>(name: N, listen: Listener<N>) {
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all.add(listen as Listener<EventName>))
      return () => void all.delete(listen as Listener<EventName>)
    },
    onRefetch(refetch: () => void) {
      refetchers.add(refetch)
      return () => void refetchers.delete(refetch)
    },
    watch(id: string) {
      watched.set(id, (watched.get(id) ?? 0) + 1)
      void invoke('Watch', id)
      return () => {
        watched.delete(id)
        void invoke('Unwatch', id)
      }
    },
    typing: (id: string) => void invoke('Typing', id),
    /** What is being written goes to the person alone: where the channel shows that, they learn of it. */
    answering: (id: string) => void invoke('Answering', id),
  }
}
