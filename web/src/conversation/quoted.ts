// Where a mail goes on with what was said before: quoted lines at the end, with or without the line that introduces them.
const introduces = /^(on|le|am|el|il|em|op|w dniu)\b.{0,200}(wrote|écrit|schrieb|escribió|scritto|escreveu|schreef|napisał)?.{0,40}:\s*$/iu
const divider = /^\s*(-{3,}\s*(original message|message d'origine|ursprüngliche nachricht|mensaje original|messaggio originale|forwarded message|message transféré).*|_{10,})\s*$/iu

export type Parts = { said: string; quoted: string }

/** Folds the history away and keeps what was said. When all of it is quoted, nothing is folded. */
export function partsOf(text: string): Parts {
  const lines = text.split('\n')
  const cut = cutOf(lines)
  const said = lines.slice(0, cut).join('\n').trimEnd()
  return said ? { said, quoted: lines.slice(cut).join('\n').trim() } : { said: text.trimEnd(), quoted: '' }
}

/** What the server found to be the reply, and the rest of the text under it; all of it when the reply is not its beginning. */
export function withReply(text: string, reply: string): Parts {
  const [whole, said] = [text.trim(), reply.trim()]
  if (whole === said) return { said, quoted: '' }
  return { said, quoted: whole.startsWith(said) ? whole.slice(said.length).trim() : whole }
}

function cutOf(lines: string[]) {
  const divided = lines.findIndex((line) => divider.test(line))
  if (divided > 0) return divided
  let at = lines.length
  while (at > 0 && /^\s*(>|$)/.test(lines[at - 1] ?? '')) at -= 1
  if (!lines.slice(at).some((line) => /^\s*>/.test(line))) return lines.length
  for (const back of [1, 2]) if (introduces.test(lines.slice(at - back, at).join(' ').trim())) return at - back
  return at
}
