import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useNow } from '@/ui/useNow'
import { clockOf, dayOf, deadlineOf, fullOf, lengthOf, momentOf, sizeOf } from './time'

/** Times in the reader's language, moving with the page's calm clock. */
export function useTime() {
  const now = useNow()
  const { locale: language } = useI18n()
  // The reader's own region, where it speaks the language of the page: 14:32 or 2:32 PM.
  const locale = computed(() => navigator.languages.find((one) => one.split('-')[0] === language.value) ?? language.value)
  return {
    now,
    since: (iso: string) => lengthOf(now.value - Date.parse(iso), locale.value),
    length: (ms: number) => lengthOf(ms, locale.value),
    moment: (iso: string) => momentOf(iso, now.value, locale.value),
    deadline: (iso: string) => deadlineOf(iso, now.value, locale.value),
    clock: (iso: string) => clockOf(iso, locale.value),
    full: (iso: string) => fullOf(iso, locale.value),
    day: (iso: string) => dayOf(iso, now.value, locale.value),
    size: (bytes: number) => sizeOf(bytes, locale.value),
  }
}
