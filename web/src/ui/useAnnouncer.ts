import { readonly, ref } from 'vue'

const spoken = ref('')

/** Says something politely to those who listen to the page instead of looking at it. */
export function useAnnouncer() {
  return { spoken: readonly(spoken), announce: (text: string) => void (spoken.value = text) }
}
