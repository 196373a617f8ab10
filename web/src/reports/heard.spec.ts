import { expect, it } from 'vitest'
import { heard } from './heard'

it('gives a mark its words where they may stand', () => {
  document.body.innerHTML = '<svg aria-label="plot"><g aria-label="dot"><a href="/x"><path id="door" aria-label="Shop: 3 h"></path></a><path id="mark" aria-label="Desk: 1 h"></path></g></svg>'
  heard(document.body)
  expect(document.querySelector('a')).toHaveAttribute('aria-label', 'Shop: 3 h')
  expect(document.querySelector('#door')).not.toHaveAttribute('aria-label')
  expect(document.querySelector('#mark')).toHaveAttribute('role', 'img')
  expect([...document.querySelectorAll('g, svg')].every((one) => !one.hasAttribute('aria-label'))).toBe(true)
})
