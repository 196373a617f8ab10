import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { boundsOf, byHand, daysOf, earlierThan, periods, usual, type Bounds } from './period'

/** What is looked at, kept in the address so that a view can be kept, sent and gone back to. */
export function useScope() {
  const route = useRoute()
  const router = useRouter()
  // One end for everything on the page, so that its figures are of one moment.
  const end = new Date()
  end.setSeconds(0, 0)
  const text = (key: string) => (typeof route.query[key] === 'string' ? route.query[key] : '')
  const hand = computed(() => byHand(text('from'), text('to')))
  const named = computed(() => periods.find((one) => one === text('days')) ?? usual)
  const bounds = computed(() => hand.value ?? boundsOf(named.value, end))
  const account = computed(() => text('account'))
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const asked = ({ from, to }: Bounds) => ({ from: from.toISOString(), to: to.toISOString(), account: account.value, zone })
  const choose = (change: Record<string, string | undefined>) => void router.replace({ query: { ...route.query, ...change } })
  return {
    /** The period's name; own for one that was set by hand. */
    period: computed(() => (hand.value ? 'own' : named.value)),
    bounds,
    days: computed(() => daysOf(bounds.value)),
    zone,
    account,
    groupBy: computed(() => text('by')),
    /** Within what an answer counts as given in time. */
    hours: computed(() => (text('hours') === 'workday' ? 'workday' : '24')),
    query: computed(() => asked(bounds.value)),
    /** The same question of the period before, of the same length. */
    earlier: computed(() => asked(earlierThan(bounds.value))),
    /** What another page takes along. */
    kept: computed(() => ({ ...(hand.value ? daysOf(hand.value) : { days: named.value }), account: account.value || undefined, hours: text('hours') || undefined })),
    choose,
    choosePeriod: (name: string) => choose(name === 'own' ? { days: undefined, ...daysOf(bounds.value) } : { days: name, from: undefined, to: undefined }),
    chooseDay: (which: 'from' | 'to', at: string) => {
      const change = { ...daysOf(bounds.value), [which]: at }
      // A first day behind the last one is the beginning of what is meant, not a mistake: the other one comes along.
      if (at && byHand(change.from, change.to) === null) change[which === 'from' ? 'to' : 'from'] = at
      if (byHand(change.from, change.to)) choose({ days: undefined, ...change })
    },
  }
}
