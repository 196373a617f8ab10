import { describe, expect, it } from 'vitest'
import { aSavedReply } from '@/samples'
import { matchingSaved, onEmptyLine, usableIn, withOne } from './saved'

const names = (all: ReturnType<typeof matchingSaved>) => all.map((one) => one.id)

describe('saved replies', () => {
  const all = [
    aSavedReply({ id: 'late', name: 'Delay', text: 'Sorry that it takes so long.', shortcut: 'ty2', used: 9 }),
    aSavedReply({ id: 'thanks', name: 'Thank you', text: 'Glad to help.', shortcut: 'ty', used: 1 }),
    aSavedReply({ id: 'merci', name: 'Merci', text: 'Merci à vous, ty.', language: 'fr', used: 50 }),
  ]

  it('are found by shortcut, name and words, the nearest first', () => {
    expect(names(matchingSaved(all, 'ty', null))).toEqual(['thanks', 'late', 'merci'])
    expect(names(matchingSaved(all, 'THANK', null))).toEqual(['thanks'])
    expect(names(matchingSaved(all, 'a vous', null))).toEqual(['merci'])
    expect(names(matchingSaved(all, 'help glad', null))).toEqual(['thanks'])
    expect(matchingSaved(all, 'nothing like it', null)).toEqual([])
  })

  it('stand by use where nothing is typed, those in another language last', () => {
    expect(names(matchingSaved(all, '', null))).toEqual(['merci', 'late', 'thanks'])
    expect(names(matchingSaved(all, '', 'en'))).toEqual(['late', 'thanks', 'merci'])
  })

  it('of other accounts are not offered', () => {
    const some = [aSavedReply({ id: 'a', accounts: ['a1'] }), aSavedReply({ id: 'b', accounts: ['a2'] }), aSavedReply({ id: 'c' })]
    expect(names(usableIn(some, 'a1'))).toEqual(['a', 'c'])
    expect(names(usableIn(some, undefined))).toEqual(['c'])
  })

  it('are asked for by "/" on an empty line only', () => {
    expect(onEmptyLine('', 0, 0)).toBe(true)
    expect(onEmptyLine('Hello\n\nBye', 6, 6)).toBe(true)
    expect(onEmptyLine('Hello\n', 6, 6)).toBe(true)
    expect([onEmptyLine('1', 1, 1), onEmptyLine('1', 0, 0), onEmptyLine('a\n', 0, 1)]).toEqual([false, false, false])
  })

  it('are told to the server at most twenty times with a reply', () => {
    const many = Array.from({ length: 20 }, (_, at) => ({ id: `${at}`, text: 'x' }))
    expect(withOne(many, { id: 'new', text: 'x' }).map((one) => one.id)).toEqual([...many.slice(1).map((one) => one.id), 'new'])
  })
})
