/** A text in C# source, with `{}` where values stand in it, and the code before it. */
export type Literal = { text: string; before: string }

/**
 * The texts of a C# file without its comments, for tests that read what the server says: plain, verbatim, raw and interpolated ones, and those in the holes of
 * others. Texts that are added to each other with `+` are one.
 */
export function literalsOf(source: string): Literal[] {
  const found: (Literal & { from: number; to: number; outer: number })[] = []
  const has = (at: number, what: string) => source.startsWith(what, at)
  const past = (from: number, what: string) => (source.indexOf(what, from) < 0 ? source.length : source.indexOf(what, from) + what.length)
  const count = (at: number, sign: string) => {
    let end = at
    while (source[end] === sign) end++
    return end - at
  }

  function readCode(at: number, inHole: boolean, outer: number) {
    for (let depth = 0; at < source.length; ) {
      if (has(at, '//')) at = past(at, '\n')
      else if (has(at, '/*')) at = past(at + 2, '*/')
      else if (source[at] === "'") at = past(at + (source[at + 1] === '\\' ? 3 : 2), "'")
      else if (/^[$@]*"/.test(source.slice(at, at + 5))) at = readText(at, outer)
      else if (inHole && depth === 0 && source[at] === '}') return at
      else {
        // A colon at a hole's own depth begins its format, up to the brace.
        if (inHole && depth === 0 && source[at] === ':' && source[at + 1] !== ':') return past(at, '}') - 1
        depth += '{(['.includes(source.charAt(at)) ? 1 : '})]'.includes(source.charAt(at)) ? -1 : 0
        at++
      }
    }
    return at
  }

  function readText(from: number, outer: number) {
    let at = from
    while ('$@'.includes(source.charAt(at))) at++
    const prefix = source.slice(from, at)
    const quotes = count(at, '"')
    const raw = quotes >= 3 && !prefix.includes('@')
    const verbatim = prefix.includes('@')
    const holes = raw ? prefix.length : prefix.includes('$') ? 1 : 0
    const close = '"'.repeat(raw ? quotes : 1)
    const one = { text: '', before: source.slice(Math.max(0, from - 200), from), from, to: 0, outer }
    const place = found.push(one) - 1
    let text = ''
    for (at += close.length; at < source.length && (!has(at, close) || (verbatim && has(at, '""'))); ) {
      const braces = holes ? count(at, '{') : 0
      if (braces && (raw ? braces >= holes : braces % 2)) {
        text += '{}'
        at = readCode(at + braces, true, place) + holes
      } else if (holes && (has(at, '{{') || has(at, '}}'))) {
        text += source[at]
        at += 2
      } else if (!raw && (verbatim ? has(at, '""') : source[at] === '\\')) {
        text += source[at + 1] === 'n' ? '\n' : source[at + 1]
        at += 2
      } else text += source[at++]
    }
    one.to = at + close.length
    one.text = text
    return one.to
  }

  readCode(0, false, -1)
  return found.reduce<typeof found>((all, one) => {
    const last = all.at(-1)
    const between = last && last.outer === one.outer ? source.slice(last.to, one.from) : 'other'
    if (last && /^\s*\+\s*$/.test(between)) return [...all.slice(0, -1), { ...last, text: last.text + one.text, to: one.to }]
    return [...all, one]
  }, [])
}
