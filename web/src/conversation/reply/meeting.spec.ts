import { describe, expect, it } from 'vitest'
import type { Draft } from '@/api/types'
import { met } from './meeting'

const file = (id: string) => ({ id, name: id, type: 'text/plain', size: 1 })
const a = (text: string, ...files: string[]): Draft => ({ text, attachments: files.map(file), way: 'private' })
const words = (server: string, local: string, from: string) => met(a(server), a(local), a(from)).text

describe('two drafts from a third', () => {
  it('are the third with what both changed', () => {
    expect(words('Dear Ruth, yes', 'Dear Ruth', 'Dear')).toBe('Dear Ruth, yes')
    expect(words('Two\n\nOne', 'One more', 'One')).toBe('Two\n\nOne more')
    expect(words('One more', 'Two\n\nOne', 'One')).toBe('Two\n\nOne more')
  })

  it('stand one after the other where the third is in neither', () => {
    expect(words('Good day', 'Hello', 'Dear')).toBe('Hello\n\nGood day')
  })

  it('have each file once, and none that one of them took out', () => {
    const whole = met(a('Two', 'f1', 'f2', 'f3'), a('One', 'f1', 'f4'), a('Zero', 'f1', 'f2'))
    expect(whole.attachments.map((one) => one.id)).toEqual(['f1', 'f4', 'f3'])
    expect(met(a('One'), a('One more', 'f1'), a('One', 'f1')).attachments).toEqual([])
  })
})
