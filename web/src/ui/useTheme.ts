import { readonly, ref } from 'vue'
import type { Theme } from '@/api/types'

const kept = 'inbox.theme'
const theme = ref<Theme>('system')

function show(next: Theme) {
  theme.value = next
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
}

export function useTheme() {
  return {
    theme: readonly(theme),
    restore: () => show((localStorage.getItem(kept) as Theme | null) ?? 'system'),
    choose(next: Theme) {
      localStorage.setItem(kept, next)
      show(next)
    },
  }
}
