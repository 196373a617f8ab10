import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from './en.json'
import fr from './fr.json'
import { channelWords } from '@/channels'
import { i18n, preferredLanguage, speak } from '.'

const flat = (node: object, at = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]) => (typeof value === 'string' ? [[at + key, value] as [string, string]] : flat(value as object, `${at}${key}.`)))
const slots = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort()
const english = new Map(flat({ ...en, ...channelWords('en') }))
const french = new Map(flat({ ...fr, ...channelWords('fr') }))
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.(vue|ts)$/.test(file) && !file.includes('.spec.'))

describe('the words of the page', () => {
  it('are the same set in English and French', () => expect([...french.keys()]).toEqual([...english.keys()]))

  it('leave the same places to fill in, and as many plurals', () => {
    for (const [key, text] of english) {
      expect([key, slots(french.get(key) ?? '')]).toEqual([key, slots(text)])
      expect([key, french.get(key)?.split('|').length]).toEqual([key, text.split('|').length])
    }
  })

  it('hold every key that a component asks for by name', () => {
    const missing = files.flatMap((file) =>
      [...readFileSync(join('src', file), 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => `${file}: ${match[1]}`).filter((found) => !english.has(found.split(': ')[1] ?? '')),
    )
    expect(missing).toEqual([])
  })

  it('can all be shown', async () => {
    for (const [language, words] of [['fr', french], ['en', english]] as const) {
      await speak(language)
      const broken = [...words.keys()].filter((key) => {
        try {
          i18n.global.t(key, 2)
          return false
        } catch {
          return true
        }
      })
      expect([language, broken]).toEqual([language, []])
    }
  })

  it('are in the language that was chosen, then asked for, then English', () => {
    expect(preferredLanguage(['fr', 'en'])).toBe('fr')
    expect(preferredLanguage(['', 'fr-CA', 'en'])).toBe('fr')
    expect(preferredLanguage(['ja', 'de'])).toBe('en')
  })
})
