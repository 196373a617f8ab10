import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export const periods = [7, 28, 91, 365] as const
const usual = 28
const day = 86_400_000

/** What is looked at, kept in the address so that a view can be kept, sent and gone back to. */
export function useScope() {
  const route = useRoute()
  const router = useRouter()
  // One end for everything on the page, so that its figures are of one moment.
  const end = new Date()
  end.setSeconds(0, 0)
  const text = (key: string) => (typeof route.query[key] === 'string' ? route.query[key] : '')
  const days = computed(() => periods.find((one) => String(one) === text('days')) ?? usual)
  return {
    days,
    account: computed(() => text('account')),
    groupBy: computed(() => text('by')),
    query: computed(() => ({
      from: new Date(end.getTime() - days.value * day).toISOString(),
      to: end.toISOString(),
      account: text('account'),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })),
    choose: (change: Record<string, string | undefined>) => void router.replace({ query: { ...route.query, ...change } }),
  }
}
