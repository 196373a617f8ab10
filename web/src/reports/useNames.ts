import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { listStaff, listTeams } from '@/api/settings'
import { useAccounts } from '@/channels/useAccounts'

const people = ref(new Map<string, string>())
const teams = ref(new Map<string, string>())
let asked = false

/** What people call the key of a row. */
export function useNames() {
  const { t, te, locale } = useI18n()
  const accounts = useAccounts()
  if (!asked) {
    asked = true
    void listStaff().then((all) => (people.value = new Map(all.items.map((one) => [one.id, one.name]))), () => (asked = false))
    void listTeams().then((all) => (teams.value = new Map(all.items.map((one) => [one.id, one.name]))), () => undefined)
  }
  const nature = (key: string) => (te(`context.values.nature.${key}`) ? t(`context.values.nature.${key}`) : undefined)
  const known: Record<string, (key: string) => string | undefined> = {
    account: (key) => accounts.value.find((one) => one.id === key)?.name,
    staff: (key) => (key === 'elsewhere' ? t('report.none.elsewhere') : people.value.get(key)),
    owner: (key) => people.value.get(key),
    team: (key) => teams.value.get(key),
    hour: (key) => `${Number(key)}–${Number(key) + 1}`,
    // The first of January 2024 was a Monday.
    weekday: (key) => new Date(Date.UTC(2024, 0, Number(key))).toLocaleDateString(locale.value, { weekday: 'long', timeZone: 'UTC' }),
    channel: (key) => (te(`channelName.${key}`) ? t(`channelName.${key}`) : undefined),
    nature,
    likelyNature: nature,
  }
  return (by: string, key: string | null) => (key === null ? t(`report.none.${by === 'staff' || by === 'owner' ? by : 'other'}`) : (known[by]?.(key) ?? key))
}
