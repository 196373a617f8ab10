import { describe, expect, it } from 'vitest'
import { fr as widget } from '../../widget/words'
import { channelWords } from '@/channels'
import fr from './fr.json'
import said from './said.fr'

const texts = (node: unknown): string[] => (typeof node === 'string' ? [node] : Object.values(node as object).flatMap(texts))
const all = [...texts(fr), ...texts(channelWords('fr')), ...texts(said), ...texts(widget)]

/** What stands before or after a mark where a line must not break: narrow (U+202F) before ; ! and ?, full (U+00A0) before : and within « ». */
const wrong = /[^\S\u202f][;!?]|[^\S\u00a0](?:[:»](?!\/\/)|%)|«(?!\u00a0)|\p{L}[;!?](?=\s|$)|(?<!Authorization)(?<=\p{L}):(?=\s|$)|[\d}](?!\u00a0)\s(?:[KMG]o|min)\b/u

describe('French', () => {
  it('keeps its marks with the word before them', () => expect(all.filter((text) => wrong.test(text))).toEqual([]))

  it('is looked at where it stands', () => {
    expect(all.length).toBeGreaterThan(1000)
    for (const bad of ['Où ?', 'Où?', 'Bonjour !', 'un : deux', 'un: deux', '« un »', '10 Mo', '5 %', 'un ; deux', 'un\u00a0; deux']) expect([bad, wrong.test(bad)]).toEqual([bad, true])
    for (const good of ['Où\u202f?', 'un\u00a0: deux', '«\u00a0un\u00a0»', 'https://exemple.fr', '10\u00a0Mo', '10:30', '{} : {}'.replace(' :', '\u00a0:')]) expect([good, wrong.test(good)]).toEqual([good, false])
  })
})
