import { ref, watch, type Ref } from 'vue'

/** A choice that this browser keeps; without storage it lasts as long as the page. */
export function useKept<T extends string | number | boolean>(name: string, usual: T): Ref<T> {
  const kept = ref(read()) as Ref<T>
  function read(): T {
    try {
      const text = localStorage.getItem(name)
      const value: unknown = text === null ? usual : JSON.parse(text)
      return typeof value === typeof usual ? (value as T) : usual
    } catch {
      return usual
    }
  }
  watch(kept, (now) => {
    try {
      localStorage.setItem(name, JSON.stringify(now))
    } catch {
      // It lasts as long as the page.
    }
  })
  return kept
}
