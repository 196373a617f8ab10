import { render, screen, waitFor } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { expect, vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import * as settings from '@/api/settings'
import type { Draft, Me } from '@/api/types'
import { i18n } from '@/i18n'
import type { LiveEvents } from '@/live/useLive'
import { aCard, aConversation, aWay } from '@/samples'
import { useSession } from '@/session/useSession'
import ConversationView from './ConversationView.vue'
import { a, at } from './reply/aServer'
import { draftsOf } from './reply/drafts'

type Heard = Set<(event: LiveEvents['changed']) => void>

export const until = (what: () => void) => waitFor(what, { timeout: 5_000 })
export const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' })
export const has = (text: string) => until(() => expect(screen.getByRole('textbox')).toHaveValue(text))
export const click = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))
export const asked = () => screen.findByText('For whom is this?', undefined, { timeout: 5_000 })

/** For tests: Ann, who may be part of Ben, Cid, who may be, too, and a server that has a draft for each that stands. */
export function aMerge(heard: Heard, run: number) {
  const [ann, ben, cid] = [`ann${run}`, `ben${run}`, `cid${run}`]
  const names: Record<string, string> = { [ann]: 'Ann', [ben]: 'Ben', [cid]: 'Cid' }
  let [version, second] = [3, 10]
  const server = {
    kept: {} as Record<string, Draft | null>,
    merged: [] as string[],
    /** What the next save, or the next reading, waits for once the server has done it. */
    slow: {} as { save?: Promise<void>; read?: Promise<void> },
  }
  const where = (id: string) => (server.merged.includes(id) ? ben : id)
  async function held(what: 'save' | 'read') {
    const wait = server.slow[what]
    server.slow[what] = undefined
    await wait
  }
  localStorage.clear()
  heard.clear()
  vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [], next: null })
  vi.spyOn(api, 'readMessages').mockResolvedValue({ items: [], next: null })
  vi.spyOn(api, 'readConversation').mockImplementation(async (of) => {
    const id = where(of)
    const read = aConversation({ id, version, draft: server.kept[id] ?? null, ways: [aWay({ conversationId: id, takesTemplates: true })], merged: id === ben ? server.merged : [], person: { id: `p-${id}`, name: names[id] ?? '' } })
    await held('read')
    return read
  })
  vi.spyOn(api, 'saveDraft').mockImplementation(async (of, { text, way, updatedAt, attachments }) => {
    const id = where(of)
    const now = server.kept[id] ?? null
    if (now ? now.updatedAt !== updatedAt : text && updatedAt) throw new Problem(409, now ? { draft: now } : {})
    const files = attachments.map((file) => ({ id: file, name: file, type: 'text/plain', size: 1 }))
    const made = text || files.length > 0 ? { text, way, attachments: files, updatedAt: at(second++) } : null
    server.kept[id] = made
    await held('save')
    return made ?? a('', second)
  })
  useSession().enter({ id: 'u1', name: 'Anna', role: 'agent' } as Me)

  /** The page goes where it is told to go, as the inbox does. */
  function open(id: string) {
    const view = render(ConversationView, {
      props: { id, actions: {} as never, personShown: false, onParted: (to: string) => void view.rerender({ id: to }), onShown: (one: { id: string; merged: string[] } | null) => void (one?.merged.includes(id) && view.rerender({ id: one.id })) },
      global: { plugins: [i18n], stubs: { RouterLink: true } },
    })
    return view
  }
  /** The server has another state, and says so to whom has Ben open, or one who is part of Ben now. */
  function become(merged: string[], kept = server.kept) {
    Object.assign(server, { merged, kept })
    version++
    for (const conversationId of [ann, ben]) heard.forEach((listen) => listen({ conversationId, version, card: aCard({ id: ben, version }) }))
  }
  return {
    ann, ben, cid, server, open, become,
    /** Anna has Ann open, and comes along as Ann becomes part of Ben, who may have Cid already. */
    async along(draft: Draft | null, others: string[] = []) {
      server.merged = others
      const view = open(ann)
      const gone = await box()
      become([ann, ...others], { [ben]: draft })
      await until(() => expect(screen.getByRole('textbox')).not.toBe(gone))
      await has(draft?.text ?? '')
      return view
    },
    saved: (id: string, text: string) => until(() => expect(server.kept[id]?.text).toBe(text)),
    settled: () => Promise.all([ann, ben].map((id) => draftsOf(id).settled())),
  }
}
