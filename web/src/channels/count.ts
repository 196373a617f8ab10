import type { Way } from '@/api/types'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const light = (point: number) => point <= 4351 || (point >= 8192 && point <= 8205) || (point >= 8208 && point <= 8223) || (point >= 8242 && point <= 8247)
const linkWeight = 23
const links = /https?:\/\/\S+/giu

/** Code points by weight; what is drawn as one picture counts two, an address 23. */
function weighted(text: string) {
  const found = text.match(links)?.length ?? 0
  return [...graphemes.segment(text.replace(links, '').normalize('NFC'))].reduce((sum, { segment }) => {
    const weights = [...segment].map((one) => (light(one.codePointAt(0) ?? 0) ? 1 : 2))
    return sum + (weights.length > 1 && weights.includes(2) ? 2 : weights.reduce((all, one) => all + one, 0))
  }, found * linkWeight)
}

/** How platforms count, as the server does before it takes a reply. */
export const counters: Record<Way['counts'], (text: string) => number> = {
  characters: (text) => text.length,
  codePoints: (text) => [...text].length,
  graphemes: (text) => [...graphemes.segment(text)].length,
  bytes: (text) => new TextEncoder().encode(text).length,
  weighted,
  graphemesAndLinks: (text) => [...graphemes.segment(text.replace(links, ''))].length + (text.match(links)?.length ?? 0) * linkWeight,
  htmlBytes: (text) => new TextEncoder().encode(text).length + 4 * (text.match(/&/gu)?.length ?? 0) + 3 * (text.match(/[<>]/gu)?.length ?? 0),
}
