import { describe, expect, it } from 'vitest'
import { isWriting, nameOf } from './keys'
import { matching } from './match'

describe('keys', () => {
  it('have one name on every system', () => {
    expect(nameOf({ key: 'K', ctrlKey: true, metaKey: false, altKey: false })).toBe('mod+k')
    expect(nameOf({ key: '?', ctrlKey: false, metaKey: false, altKey: false })).toBe('?')
  })
  it('are letters while somebody writes', () => {
    document.body.innerHTML = '<textarea></textarea><input type="checkbox"><button></button>'
    expect(['textarea', 'input', 'button'].map((name) => isWriting(document.querySelector(name)))).toEqual([true, false, false])
  })
})

describe('what is typed to find something', () => {
  const options = [{ label: 'Élodie Martin' }, { label: 'Martine' }, { label: 'Snooze' }]
  it('needs no accents', () => expect(matching(options, 'elod')).toEqual([options[0]]))
  it('puts first what begins with it', () => expect(matching(options, 'martin')[0]).toEqual(options[1]))
  it('may be several words in any order', () => expect(matching(options, 'martin élo')).toEqual([options[0]]))
})
