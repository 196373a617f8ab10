import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
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

  it('have the face of their file', () => {
    expect([faceOf('telegram').icon, faceOf('telegram').advanced]).toEqual(['send', ['mode', 'apiUrl']])
    expect(faceOf('carrier-pigeon')).toEqual({ icon: 'chat' })
  })
})
