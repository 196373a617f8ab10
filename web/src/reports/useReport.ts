import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { asProblem, type Problem } from '@/api/problem'
import type { ReportQuery } from '@/api/reports'

export type Reported<T> = { kind: 'loading' } | { kind: 'failed'; problem: Problem } | { kind: 'ready'; rows: T[] }

/** A report, read again when the question changes; the older answer stays until the newer one is there. */
export function useReport<T>(read: (query: ReportQuery, signal: AbortSignal) => Promise<{ rows: T[] }>, query: Ref<ReportQuery>) {
  const state = ref<Reported<T>>({ kind: 'loading' }) as Ref<Reported<T>>
  let running = new AbortController()

  async function load() {
    running.abort()
    const mine = (running = new AbortController())
    try {
      const rows = (await read(query.value, mine.signal)).rows
      if (!mine.signal.aborted) state.value = { kind: 'ready', rows }
    } catch (reason) {
      if (!mine.signal.aborted) state.value = { kind: 'failed', problem: asProblem(reason) }
    }
  }

  watch(query, load, { immediate: true })
  onScopeDispose(() => running.abort())
  return { state, load }
}
