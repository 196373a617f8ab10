import { computed, onScopeDispose, ref, type Ref } from 'vue'
import { call } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Attachment } from '@/api/types'
import { upload } from '@/api/upload'

export type Upload = { key: string; name: string; size: number } & (
  | { kind: 'going'; share: number; stop: () => void }
  | { kind: 'done'; attachment: Attachment }
  | { kind: 'failed'; why: 'failed' | 'tooLarge'; file: File }
  | { kind: 'failed'; why: 'gone' }
)

type List = { uploads: Ref<Upload[]>; shown: number; arrived: (attachment: Attachment) => void }

const lists = new Map<string, List>()
const listOf = (key: string) => [...lists.values()].find(({ uploads }) => uploads.value.some((one) => one.key === key))

function set(key: string, next: Upload) {
  const list = listOf(key)
  if (list) list.uploads.value = list.uploads.value.map((one) => (one.key === key ? next : one))
}

/** What stands in one draft goes to the other: what is not up goes along, and those that are up are in the draft. */
export function moveUploads(from: string, to: string, arrived?: List['arrived']) {
  const [left, list] = [lists.get(from), lists.get(to)]
  if (!left) return
  lists.delete(from)
  const going = left.uploads.value.filter((one) => one.kind !== 'done')
  if (list) list.uploads.value = [...list.uploads.value, ...going]
  else lists.set(to, { uploads: ref(going), shown: 0, arrived: arrived ?? left.arrived })
}

/** Files on their way to a reply. They go up while it is being written, and on when its conversation is left: one that arrives then is handed to its draft. */
export function useUploads(draft: string, arrived: (attachment: Attachment) => void) {
  const list = lists.get(draft) ?? { uploads: ref<Upload[]>([]), shown: 0, arrived }
  const { uploads } = list
  lists.set(draft, list)
  list.arrived = arrived
  list.shown++
  onScopeDispose(() => void list.shown--)

  async function start(file: File, key: string = crypto.randomUUID()) {
    const base = { key, name: file.name || 'file', size: file.size }
    const abort = new AbortController()
    const stop = () => abort.abort()
    uploads.value = [...uploads.value.filter((one) => one.key !== key), { ...base, kind: 'going', share: 0, stop }]
    try {
      const attachment = await upload(file, (share) => set(key, { ...base, kind: 'going', share, stop }), abort.signal)
      const now = listOf(key)
      if (!now) return // taken out after it had gone up
      set(key, { ...base, kind: 'done', attachment })
      if (now.shown === 0) now.arrived(attachment)
    } catch (reason) {
      const { status } = asProblem(reason)
      set(key, { ...base, kind: 'failed', why: status === 413 ? 'tooLarge' : 'failed', file })
    }
  }

  return {
    uploads,
    attachments: computed(() => uploads.value.flatMap((one) => (one.kind === 'done' ? [one.attachment] : []))),
    busy: computed(() => uploads.value.some((one) => one.kind === 'going')),
    failed: computed(() => uploads.value.some((one) => one.kind === 'failed')),
    add: (files: Iterable<File>) => [...files].forEach((file) => void start(file)),
    again: (one: Upload) => void (one.kind === 'failed' && one.why !== 'gone' && start(one.file, one.key)),
    remove(one: Upload) {
      if (one.kind === 'going') one.stop()
      // One that a reply has taken stays; the server knows which.
      if (one.kind === 'done') void call('DELETE', `/attachments/${one.attachment.id}`).catch(() => undefined)
      uploads.value = uploads.value.filter((other) => other.key !== one.key)
    },
    /** Another tab has taken them out, and the server has them no more. */
    lose: (files: string[]) =>
      void (uploads.value = uploads.value.map((one) => (one.kind === 'done' && files.includes(one.attachment.id) ? { key: one.key, name: one.name, size: one.size, kind: 'failed', why: 'gone' } : one))),
    /** In place of those that are up; the others stay. */
    put: (attachments: Attachment[]) =>
      void (uploads.value = [
        ...attachments.map((attachment): Upload => ({ key: attachment.id, name: attachment.name, size: attachment.size, kind: 'done', attachment })),
        ...uploads.value.filter((one) => one.kind !== 'done'),
      ]),
  }
}
