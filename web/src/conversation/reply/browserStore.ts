// What localStorage had no room for: it lasts as long as this page.
const page = new Map<string, string>()

/** Texts of this browser. Keeping never fails: what is written is not lost because a disk is full. */
export const browserStore = {
  keys: (start: string) => [...new Set([...Object.keys(localStorage), ...page.keys()])].filter((one) => one.startsWith(start)),
  read: (key: string) => page.get(key) ?? localStorage.getItem(key),
  keep(key: string, text: string) {
    try {
      localStorage.setItem(key, text)
      page.delete(key)
    } catch {
      page.set(key, text)
    }
  },
  drop(key: string) {
    page.delete(key)
    localStorage.removeItem(key)
  },
  /** All that begins in one way begins in the other from now on. */
  rename(from: string, to: string) {
    for (const key of browserStore.keys(from)) {
      browserStore.keep(to + key.slice(from.length), browserStore.read(key) ?? '')
      browserStore.drop(key)
    }
  },
  /** When another tab changes what begins so, and to what, until the function that this returns is called. */
  onChange(start: string, then: (text: string | null) => void) {
    const listen = ({ key, newValue }: StorageEvent) => (key === null || key.startsWith(start)) && then(newValue)
    addEventListener('storage', listen)
    return () => removeEventListener('storage', listen)
  },
}

/** What was kept as JSON: one, or none. */
export function parsed<T>(kept: string | null): T[] {
  try {
    return kept ? [JSON.parse(kept) as T] : []
  } catch {
    return []
  }
}
