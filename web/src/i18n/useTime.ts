import { useI18n } from 'vue-i18n'
import { useNow } from '@/ui/useNow'
import { clockOf, dayOf, fullOf, lengthOf, momentOf, sizeOf } from './time'

/** Times in the reader's language, moving with the page's calm clock. */
export function useTime() {
  const now = useNow()
  const { locale } = useI18n()
  return {
    now,
    since: (iso: string) => lengthOf(now.value - Date.parse(iso), locale.value),
    length: (ms: number) => lengthOf(ms, locale.value),
    moment: (iso: string) => momentOf(iso, now.value, locale.value),
    clock: (iso: string) => clockOf(iso, locale.value),
    full: (iso: string) => fullOf(iso, locale.value),
    day: (iso: string) => dayOf(iso, now.value, locale.value),
    size: (bytes: number) => sizeOf(bytes, locale.value),
  }
}
