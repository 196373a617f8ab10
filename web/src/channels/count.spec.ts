import { describe, expect, it } from 'vitest'
import { counters } from './count'

describe('the length of a text', () => {
  it.each([
    ['café', 4, 4, 4, 5, 4],
    ['👩‍👩‍👧 ok', 11, 8, 4, 21, 5],
    ['東京', 2, 2, 2, 6, 4],
    ['see https://example.com/a/very/long/address/indeed', 50, 50, 50, 50, 27],
    ['', 0, 0, 0, 0, 0],
  ])('is what the server counts: %s', (text, characters, codePoints, graphemes, bytes, weighted) => {
    expect([counters.characters(text), counters.codePoints(text), counters.graphemes(text), counters.bytes(text), counters.weighted(text)]).toEqual([characters, codePoints, graphemes, bytes, weighted])
  })
})
