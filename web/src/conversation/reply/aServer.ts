import { vi } from 'vitest'
import * as api from '@/api/conversations'
import { Problem } from '@/api/problem'
import type { Draft } from '@/api/types'

export const at = (second: number) => new Date(Date.UTC(2026, 4, 6, 10, 0, second)).toISOString()
export const a = (text: string, second?: number, way: Draft['way'] = 'private'): Draft => ({ text, attachments: [], way, ...(second === undefined ? {} : { updatedAt: at(second) }) })

/** For tests: the server's part. One draft, written over only by what was written from it, and gone when that is empty. */
export function aServer(kept: Draft | null = null) {
  const server = { kept, slow: null as Promise<unknown> | null, second: 10, loses: 0 }
  vi.spyOn(api, 'saveDraft').mockImplementation(async (_, { text, way, updatedAt }) => {
    await server.slow
    if (server.kept ? server.kept.updatedAt !== updatedAt : text && updatedAt) throw new Problem(409, server.kept ? { draft: server.kept } : {})
    server.kept = text ? { text, way, attachments: [], updatedAt: at(server.second++) } : null
    if (server.loses-- > 0) throw new Problem(0)
    return server.kept ?? a('', server.second)
  })
  return server
}

export function held() {
  let land = () => {}
  const slow = new Promise<void>((then) => (land = then))
  return { slow, land }
}

/** For tests: a server that has every file that it is told of. */
export const keepsAll = () =>
  vi.spyOn(api, 'saveDraft').mockImplementation((_, { attachments, ...draft }) => Promise.resolve({ ...draft, attachments: attachments.map((id) => ({ id, name: id, type: 'text/plain', size: 1 })) }))
