import { describe, expect, it } from 'vitest'
import { partsOf, withReply } from './quoted'

describe('quoted history', () => {
  it.each([
    ['Thanks!\n\nOn Mon, 4 May 2026 at 10:00, Support wrote:\n> Hello\n> there', 'Thanks!'],
    ['Merci !\n\nLe lun. 4 mai 2026 à 10:00, Support <a@example.org>\na écrit :\n> Bonjour', 'Merci !'],
    ['Ok\n\n-----Original Message-----\nFrom: a\nHello', 'Ok'],
  ])('is folded away from %j', (text, said) => {
    expect(partsOf(text).said).toBe(said)
    expect(partsOf(text).quoted).not.toBe('')
  })

  it('stays when answers stand between the quotes', () => {
    const text = '> first?\nyes\n> second?\nno'
    expect(partsOf(text)).toEqual({ said: text, quoted: '' })
  })

  it('stays when nothing else was said', () => expect(partsOf('> only this').quoted).toBe(''))
  it('follows what the server found to be the reply', () => {
    expect(withReply('Yes.\n\n> sure?', 'Yes.')).toEqual({ said: 'Yes.', quoted: '> sure?' })
    expect(withReply('> sure?\nYes.', 'Yes.')).toEqual({ said: 'Yes.', quoted: '> sure?\nYes.' })
    expect(withReply('Yes.\n', 'Yes.')).toEqual({ said: 'Yes.', quoted: '' })
  })
  it('takes linear time on a very long line', () => {
    const started = performance.now()
    partsOf(`${'on '.repeat(100_000)}\n> x`)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
