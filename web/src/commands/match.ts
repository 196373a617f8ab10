/** Letters without accents, in small: what people type to find something. */
export const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Keeps what holds every typed word, those beginning with it first. */
export function matching<T extends { label: string }>(options: T[], typed: string): T[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return options
  const rank = (one: T) => (folded(one.label).startsWith(words[0] ?? '') ? 0 : 1)
  return options.filter((one) => words.every((word) => folded(one.label).includes(word))).sort((a, b) => rank(a) - rank(b))
}
