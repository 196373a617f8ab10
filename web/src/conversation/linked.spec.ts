import { describe, expect, it } from 'vitest'
import { linked } from './linked'

describe('links in plain text', () => {
  it('are found, without the full stop behind them', () =>
    expect(linked('See https://example.org/a?b=1. Bye')).toEqual([{ text: 'See ' }, { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' }, { text: '. Bye' }]))

  it('B39_end_at_quotes_and_brackets_and_never_run', () => {
    for (const text of ['http://x"onmouseover=alert(1)', "<http://a'><img src=x onerror=alert(1)>", 'javascript:alert(1)', 'data:text/html,x', 'vbscript:x'])
      for (const { href } of linked(text)) if (href) expect(href).toMatch(/^https?:\/\/[^"'<>]*$/)
    expect(linked('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)' }])
  })

  it('keep every letter of the text', () => {
    const text = 'a@example.org, http://b.example/(x) and c'
    expect(linked(text).map((piece) => piece.text).join('')).toBe(text)
  })
})
