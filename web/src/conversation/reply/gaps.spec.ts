import { describe, expect, it } from 'vitest'
import { aConversation } from '@/samples'
import type { Me } from '@/api/types'
import { filledIn, leftIn, valuesFor } from './gaps'

const me = { name: 'Mia Adams' } as Me
const person = (name: string | null) => valuesFor(aConversation({ person: { id: 'p1', name } }), me)

describe('the gaps of a saved reply', () => {
  it('are filled in from the conversation, with or without blanks', () => {
    const values = valuesFor(aConversation({ content: { title: 'Roses', url: null } }), me)
    expect(filledIn('Hello {{person.firstName}} ({{ person.name }}), about {{content.title}}: yes.\n{{staff.name}}', values)).toBe('Hello Amélie (Amélie Duval), about Roses: yes.\nMia Adams')
  })

  it.each([[null], ['+33 6 12 34 56 78'], ['amelie@example.org']])('stay where %s is all that is known', (name) => {
    expect(filledIn('Hello {{person.firstName}}', person(name))).toBe('Hello {{person.firstName}}')
  })

  it.each([['Amélie', 'Amélie'], ['Duval, Amélie', 'Amélie'], ['  Amélie  Duval ', 'Amélie']])('know the first name in %s', (name, first) => {
    expect(person(name)['person.firstName']).toBe(first)
  })

  it('put nothing of a name into effect that looks like a pattern', () => {
    expect(filledIn('{{person.name}}', { 'person.name': "$& $' {{staff.name}}" })).toBe("$& $' {{staff.name}}")
  })

  it('are found where they are left, and other braces are somebody’s own', () => {
    expect(leftIn('Hello {{person.firstName}}.')).toEqual({ words: '{{person.firstName}}', at: 6 })
    expect(leftIn('{{ Person.whatever }}')).toEqual({ words: '{{ Person.whatever }}', at: 0 })
    expect(leftIn('Write {{name}} there, {person.name}, {{ x.y }}')).toBeNull()
  })
})
