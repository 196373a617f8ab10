export type Strength = 'empty' | 'short' | 'weak' | 'fair' | 'strong'

/**
 * How long somebody would have to guess, in one word. Length counts, not kinds of signs; runs and repeats add little.
 * 8 is the least the server takes, 15 is advised.
 */
export function strengthOf(password: string, known: string[] = []): Strength {
  const letters = [...password]
  if (letters.length === 0) return 'empty'
  if (letters.length < 8) return 'short'
  const lower = password.toLowerCase()
  const guessable = known.some((word) => word.length > 2 && lower.includes(word.toLowerCase()))
  const different = new Set(letters).size
  if (guessable || different < 5 || isRun(letters)) return 'weak'
  return letters.length >= 15 && different >= 8 ? 'strong' : 'fair'
}

function isRun(letters: string[]) {
  const steps = letters.slice(1).map((letter, at) => (letter.codePointAt(0) ?? 0) - (letters[at]?.codePointAt(0) ?? 0))
  return steps.filter((step) => step === steps[0]).length > steps.length * 0.8
}
