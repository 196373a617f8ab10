import { describe, expect, it } from 'vitest'
import { strengthOf } from './passwordStrength'

describe('the strength of a password', () => {
  it.each([
    ['', 'empty'],
    ['1234567', 'short'],
    ['12345678', 'weak'],
    ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['amelie-is-my-name-2026', 'weak'],
    ['tiZ!o93k', 'fair'],
    ['the kettle sings at noon', 'strong'],
    ['日本語の長い合言葉を使いましょうね', 'strong'],
  ])('of %j is %s', (password, strength) => expect(strengthOf(password, ['Amelie'])).toBe(strength))
})
