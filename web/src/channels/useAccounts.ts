import { ref } from 'vue'
import { listAccounts } from '@/api/settings'
import type { Account } from '@/api/types'
import { useLive } from '@/live/useLive'

const accounts = ref<Account[]>([])
let asked = false

const read = () => listAccounts().then((page) => void (accounts.value = page.items), () => void (asked = false))

/** The connected accounts and how they do, at once when that changes. */
export function useAccounts() {
  if (!asked) {
    asked = true
    const live = useLive()
    live.on('health', ({ accountId, state, reason }) => {
      accounts.value = accounts.value.map((one) => (one.id === accountId ? { ...one, health: { ...one.health, state, reason } } : one))
      if (!accounts.value.some((one) => one.id === accountId)) void read()
    })
    live.onRefetch(() => void read())
    void read()
  }
  return accounts
}
