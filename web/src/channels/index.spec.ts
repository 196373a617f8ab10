import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { i18n } from '@/i18n'
import { channelWords, faceOf } from '.'

const channels = readdirSync('src/channels').flatMap((file) => /^(\w+)\.fr\.json$/.exec(file)?.slice(1) ?? []).filter((name) => name !== 'meta')

describe('the channels of the page', () => {
  it('are those that have a file, and no other', () => {
    expect(channels.length).toBeGreaterThan(10)
    expect(Object.keys(channelWords('fr').channelName).sort()).toEqual(channels.sort())
  })

  it('are told apart by their icons', () => {
    const icons = channels.map((one) => faceOf(one).icon)
    expect(icons.filter((one, at) => icons.indexOf(one) !== at)).toEqual([])
  })

  it('can be added in a sentence, whatever they are called', () => {
    const sentences = Object.values(channelWords('en').channel).map((channel) => i18n.global.t('account.add', { channel }))
    expect(sentences.filter((one) => !/^Add (an [aeiouX]|a (?![aeiouX])|the |your )/iu.test(one))).toEqual([])
  })

  it('ask for the permissions that their operator’s page names', () => {
    const permissions = (text: string) => [...new Set(text.match(/[a-z]+(_[a-z]+)+/gu))].sort()
    const listed = readdirSync('../services/Connectors', { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('README.md')).flatMap((path) => {
      const list = /^- Permissions of the token: (.*?)\.(?: |$)/mu.exec(readFileSync(`../services/Connectors/${path}`, 'utf8'))?.[1]
      return list ? [{ channel: path.split('/').at(-2)?.toLowerCase() ?? '', names: permissions(list) }] : []
    })
    expect(listed.length).toBeGreaterThan(3)
    for (const language of ['en', 'fr'] as const)
      for (const { channel, names } of listed) expect([language, channel, permissions(faceOf(channel).words?.[language].hint?.token ?? '')]).toEqual([language, channel, names])
  })

  it('have the face of their file', () => {
    expect([faceOf('telegram').icon, faceOf('telegram').advanced]).toEqual(['send', ['mode', 'apiUrl']])
    expect(faceOf('carrier-pigeon')).toEqual({ icon: 'chat' })
  })
})
