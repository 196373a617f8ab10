import { computed, readonly, ref } from 'vue'
import { belongTo, whenSignedOut } from '@/api/client'
import { Problem } from '@/api/problem'
import * as api from '@/api/session'
import type { Me } from '@/api/types'
import { languages, speak, type Language } from '@/i18n'
import { startLive, stopLive } from '@/live/useLive'
import { useTheme } from '@/ui/useTheme'

type Session = { kind: 'unknown' } | { kind: 'out' } | { kind: 'in'; me: Me }

const session = ref<Session>({ kind: 'unknown' })

// All tabs of a browser have one session: when it changes in one of them, the others ask whether they are still in it.
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('inbox.session') : null
if (tabs) tabs.onmessage = () => session.value.kind === 'in' && void api.readMe().catch(() => undefined)
whenSignedOut(() => session.value.kind === 'in' && leave())

function enter(me: Me) {
  belongTo(me.id)
  session.value = { kind: 'in', me }
  tabs?.postMessage('in')
  const language = languages.find((one) => one === me.language)
  if (language) void speak(language)
  if (me.theme) useTheme().choose(me.theme)
  startLive()
}

function leave() {
  session.value = { kind: 'out' }
  void stopLive()
}

function unlessOut(reason: unknown) {
  if (!(reason instanceof Problem && reason.status === 401)) throw reason
}

/** Who is at the page. */
export function useSession() {
  return {
    session: readonly(session),
    me: computed(() => (session.value.kind === 'in' ? session.value.me : null)),
    isAdmin: computed(() => session.value.kind === 'in' && session.value.me.role === 'admin'),
    enter,
    async restore() {
      if (session.value.kind !== 'unknown') return
      const me = await api.readMe().catch(unlessOut)
      if (me) enter(me)
      else leave()
    },
    signIn: async (email: string, password: string) => enter(await api.signIn(email, password)),
    async signOut() {
      await api.signOut().catch(unlessOut)
      leave()
      tabs?.postMessage('out')
    },
    async change(body: { name?: string; language?: Language; theme?: 'system' | 'light' | 'dark' }) {
      const me = await api.changeMe(body)
      if (session.value.kind === 'in') session.value = { kind: 'in', me }
    },
  }
}
