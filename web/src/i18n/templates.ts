type Template = { literal: string[]; french: string; weight: number }
/** What became of a text, and how many of its characters were known. */
type Reading = { text: string; known: number }

const longest = 2_000
const place = /\{(\d?)\}/g

/**
 * Says in another language what was made from one of these templates: literal text with `{}` where values stand (in the translation `{}` in the same order, or `{0}`,
 * `{1}` in its own). A value may itself be such a text, and a text may be several after one another; of all readings the one that knows most is taken. What is not
 * known stays as it is, above all a vendor's own words.
 */
export function translator(templates: Record<string, string>): (text: string) => string {
  const all = Object.entries(templates).map(([english, french]): Template => {
    const literal = english.split('{}')
    return { literal, french, weight: literal.join('').length }
  })
  const kept = new Map<string, Reading>()

  function read(text: string): Reading {
    const seen = kept.get(text)
    if (seen) return seen
    if (kept.size > 2_000) kept.clear()
    let best: Reading = { text, known: 0 }
    const better = (one: Reading) => void (one.known > best.known && (best = one))
    kept.set(text, best)
    for (const template of all) {
      const values = valuesOf(template.literal, text)
      if (values) better(filled(template, values.map(trimmed)))
    }
    for (const end of sentenceEnds(text)) {
      const [first, rest] = [read(text.slice(0, end).trimEnd()), trimmed(text.slice(end))]
      better({ text: `${first.text} ${rest.text}`, known: first.known + rest.known })
    }
    kept.set(text, best)
    return best
  }

  /** A value with the blanks around it. */
  function trimmed(value: string): Reading {
    const inner = value.trim()
    if (!inner) return { text: value, known: 0 }
    const { text, known } = read(inner)
    return { text: value.replace(inner, () => text), known }
  }

  function filled({ french, weight }: Template, values: Reading[]): Reading {
    let next = 0
    const text = french.replace(place, (_, which: string) => values[which === '' ? next++ : Number(which)]?.text ?? '')
    return { text, known: weight + values.reduce((sum, one) => sum + one.known, 0) }
  }

  return (text) => (text.length > longest ? text : read(text).text)
}

/** What stands at the places of a template, or nothing when the text was not made from it. Linear: each literal is taken where it first fits. */
function valuesOf(literal: string[], text: string): string[] | null {
  const [first, ...others] = literal as [string, ...string[]]
  const last = others.pop()
  if (last === undefined) return text === first ? [] : null
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return null
  const values: string[] = []
  let at = first.length
  for (const one of others) {
    const found = text.indexOf(one, at)
    if (found < 0 || found + one.length > text.length - last.length) return null
    values.push(text.slice(at, found))
    at = found + one.length
  }
  return [...values, text.slice(at, text.length - last.length)]
}

const sentenceEnds = (text: string) => [...text.matchAll(/[.!?…:]["')»]*\s+(?=\S)/g)].slice(0, 8).map((end) => end.index + end[0].length)
