import { describe, expect, it } from 'vitest'
import { counters } from './count'

describe('the length of a text', () => {
  it.each([
    ['café', 4, 4, 4, 5, 4, 4, 5],
    ['👩‍👩‍👧 ok', 11, 8, 4, 21, 5, 4, 21],
    ['東京', 2, 2, 2, 6, 4, 2, 6],
    ['see https://example.com/a/very/long/address/indeed', 50, 50, 50, 50, 27, 27, 50],
    ['<b> & "c"', 9, 9, 9, 9, 9, 9, 19],
    ['', 0, 0, 0, 0, 0, 0, 0],
  ])('is what the server counts: %s', (text, characters, codePoints, graphemes, bytes, weighted, graphemesAndLinks, htmlBytes) => {
    expect([counters.characters(text), counters.codePoints(text), counters.graphemes(text), counters.bytes(text), counters.weighted(text), counters.graphemesAndLinks(text), counters.htmlBytes(text)])
      .toEqual([characters, codePoints, graphemes, bytes, weighted, graphemesAndLinks, htmlBytes])
  })
})
