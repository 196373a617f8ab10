export type Piece = { text: string; href?: string }

const address = /\bhttps?:\/\/[^\s<>"'`{}|\\^]+|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/giu

/** Plain text as pieces, some of which lead somewhere. Pieces are set as text by the page: nothing here is ever markup. */
export function linked(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(/[.,;:!?)\]]+$/u, '')
    const href = found.includes('://') ? safe(found) : `mailto:${found}`
    if (!href) continue
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) })
    pieces.push({ text: found, href })
    end = match.index + found.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

function safe(found: string) {
  try {
    const url = new URL(found)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}
