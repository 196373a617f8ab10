import { expect, it, vi } from 'vitest'
import { Trouble, type Beginning, type Desk } from './desk'
import { Keep } from './keep'
import { Talk } from './talk'

const lines: { news: () => void; open: ReturnType<typeof vi.fn> }[] = []

vi.mock('./stream', () => ({
  Stream: class {
    open = vi.fn()
    constructor(_url: string, _token: () => string, heard: (news: boolean, staffed: boolean, typing: boolean) => void) {
      lines.push({ news: () => heard(true, false, false), open: this.open })
    }
  },
}))

const beginning = (token: string): Beginning => ({ token, keep: false, title: 'Shop', staffed: true, mails: false, entries: [] })

it('is signed for anew when the signature has run out, and hears again', async () => {
  const identity = { user: '42', signature: 'sha256=signed' }
  const begin = vi.fn<Desk['begin']>().mockResolvedValueOnce(beginning('first')).mockResolvedValueOnce(beginning('second'))
  const desk: Pick<Desk, 'base' | 'token' | 'begin' | 'news'> = {
    base: 'https://inbox.example/chat/a',
    token: '',
    begin,
    news: () =>
      desk.token === 'first' ? Promise.reject(new Trouble(401, null)) : Promise.resolve({ entries: [{ place: 1, id: 'e-1', mine: false, kind: 'message', text: 'It left.', at: 0, files: [] }], last: 1 }),
  }
  const talk = new Talk(desk as unknown as Desk, new Keep('inbox-chat-test', null, () => {}), identity, () => {})
  await talk.start()
  const [line] = lines
  expect(line?.open).toHaveBeenCalledTimes(1)
  await vi.waitFor(() => expect(desk.token).toBe('second'), { timeout: 20_000 }) // the first look was refused
  expect(begin.mock.calls).toEqual([[undefined, identity], [undefined, identity]])
  await vi.waitFor(() => expect(line?.open).toHaveBeenCalledTimes(2), { timeout: 20_000 })

  line?.news()
  await vi.waitFor(() => expect(talk.list().map((entry) => entry.text)).toEqual(['It left.']), { timeout: 20_000 })
})
