import { onScopeDispose, readonly, ref } from 'vue'

const now = ref(Date.now())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The time, moved on every 15 s: enough for clocks that count minutes, calm enough to read beside. */
export function useNow() {
  now.value = Date.now()
  users += 1
  timer ??= setInterval(() => (now.value = Date.now()), 15_000)
  onScopeDispose(() => {
    users -= 1
    if (users > 0) return
    clearInterval(timer)
    timer = undefined
  })
  return readonly(now)
}
