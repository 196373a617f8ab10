/** One or two letters that stand for a person, whatever script the name is in. */
export function initialsOf(name: string | null) {
  const words = (name ?? '').normalize('NFC').split(/[\s.@_-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const first = words[0]
  if (!first) return '·'
  const last = words.length > 1 ? words.at(-1) : undefined
  return (firstLetter(first) + (last ? firstLetter(last) : '')).toLocaleUpperCase()
}

/** A colour that stays with the name: the same person looks the same everywhere. */
export function hueOf(name: string | null) {
  let hash = 7
  for (const letter of name ?? '') hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return hash % 360
}

const firstLetter = (word: string) => String.fromCodePoint(word.codePointAt(0) ?? 0x00b7)
