import { readonly, ref } from 'vue'

const tags = ref<string[]>([])

/** Tags that were seen on this page so far, to be offered again. */
export function useKnownTags() {
  return {
    tags: readonly(tags),
    learn(more: string[]) {
      const fresh = more.filter((tag) => !tags.value.includes(tag))
      if (fresh.length) tags.value = [...tags.value, ...fresh].sort((a, b) => a.localeCompare(b)).slice(0, 500)
    },
  }
}
