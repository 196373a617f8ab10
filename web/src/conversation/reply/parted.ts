import { browserStore, parsed } from './browserStore'

const key = (staff: string, id: string) => `inbox.parted.${staff}.${id}`

/** Conversations that were part of this one when its draft was written, and are their own again: nobody has said yet for which of them it is. Kept until somebody does, also while one looks elsewhere. */
export const partedOf = (staff: string, id: string): string[] => parsed<string[]>(browserStore.read(key(staff, id)))[0] ?? []

export function keepParted(staff: string, id: string, parted: string[]) {
  if (parted.length > 0) browserStore.keep(key(staff, id), JSON.stringify(parted))
  else browserStore.drop(key(staff, id))
}

/** Its conversation became part of another, and so did its draft. */
export function moveParted(staff: string, from: string, to: string) {
  const left = partedOf(staff, from)
  if (left.length === 0) return
  keepParted(staff, to, [...new Set([...partedOf(staff, to), ...left])])
  keepParted(staff, from, [])
}
