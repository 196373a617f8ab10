import { ref } from 'vue'
import { listViews, removeView, saveView, type View } from '@/api/views'

const before = 'inbox.views'

/** Views that an earlier version kept in this browser alone. */
function keptHere(): { name: string; at: string }[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(before) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.name === 'string' && typeof one?.at === 'string' && one.at.startsWith('/reports/')) : []
  } catch {
    return []
  }
}

/** The views that the reader keeps, and those that colleagues share. */
export function useViews() {
  const views = ref<View[]>([])

  async function load() {
    views.value = (await listViews()).items
    const here = keptHere()
    if (here.length === 0) return
    // What is kept under a name on the server is newer than what this browser kept before.
    for (const one of here) if (!views.value.some((kept) => kept.mine && kept.name === one.name)) await saveView({ ...one, name: one.name.slice(0, 100), shared: false })
    localStorage.removeItem(before)
    views.value = (await listViews()).items
  }
  async function keep(name: string, at: string, shared: boolean) {
    await saveView({ name, at, shared })
    await load()
  }
  async function forget(view: View) {
    await removeView(view.id)
    await load()
  }
  return { views, load, keep, forget }
}
