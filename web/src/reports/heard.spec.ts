import { expect, it } from 'vitest'
import { heard } from './heard'

it('gives a mark its words where they may stand', () => {
  const make = (name: string, words: string | null, ...inside: Element[]) => {
    const one = document.createElementNS('http://www.w3.org/2000/svg', name)
    if (words) one.setAttribute('aria-label', words)
    one.append(...inside)
    return one
  }
  const [behind, alone] = [make('path', 'Shop: 3 h'), make('path', 'Desk: 1 h')]
  const door = make('a', null, behind)
  const group = make('g', 'dot', door, alone)
  const picture = make('svg', 'plot', group)
  heard(make('figure', null, picture))
  expect(door).toHaveAttribute('aria-label', 'Shop: 3 h')
  expect(behind).not.toHaveAttribute('aria-label')
  expect(alone).toHaveAttribute('role', 'img')
  for (const one of [group, picture]) expect(one).not.toHaveAttribute('aria-label')
})
