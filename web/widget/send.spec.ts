import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Desk, Trouble, type Beginning, type Entry, type Page } from './desk'
import { Keep } from './keep'
import { Talk } from './talk'

vi.mock('./stream', () => ({
  Stream: class {
    open = vi.fn()
    again = vi.fn()
  },
}))

const beginning: Beginning = { token: 'visitor', keep: true, title: 'Shop', staffed: true, mails: false, entries: [] }
const page: Page = { url: 'https://shop.example/', title: 'Shop' }
const photo = () => new File(['x'], 'photo.jpg', { type: 'image/jpeg' })
const asEntry = (id: string, text: string, place: number): Entry => ({ place, id, mine: true, kind: 'message', text, at: 0, files: [] })

async function talking(given: Partial<Desk> = {}) {
  const stored: Entry[] = []
  const desk = {
    base: 'https://inbox.example/chat/a',
    token: '',
    begin: () => Promise.resolve(beginning),
    news: () => Promise.resolve({ entries: [...stored], last: stored.length }),
    say: (id: string, text: string) => {
      const entry = asEntry(id, text, stored.length + 1)
      stored.push(entry)
      return Promise.resolve(entry)
    },
    ...given,
  } as Desk
  const talk = new Talk(desk, new Keep('chat-send', null, () => {}), null, () => {})
  await talk.start()
  desk.token = 'visitor'
  const texts = () => stored.map((one) => one.text)
  return { talk, desk, stored, texts }
}

describe('what a visitor sends', () => {
  beforeEach(() => localStorage.clear())

  it('in words does not wait for a file', async () => {
    const { talk, texts } = await talking({ give: () => new Promise(() => {}) })
    talk.give(photo())
    talk.say('Did you get the photo?')
    await vi.waitFor(() => expect(texts()).toEqual(['Did you get the photo?']), { timeout: 20_000 })
    expect(talk.pending.map((one) => [one.file?.name, one.state])).toEqual([['photo.jpg', 'sending']])
  })

  it('an address is left under a new token once the old one is refused', async () => {
    const leave = vi.fn<Desk['leave']>().mockRejectedValueOnce(new Trouble(401, null)).mockImplementation((id, address) => Promise.resolve({ ...asEntry(id, '', 1), kind: 'address', address }))
    const { talk } = await talking({ leave })
    await talk.leave('ann@example.com')
    expect([leave.mock.calls.length, talk.address]).toEqual([2, 'ann@example.com'])
  })

  it('is sent after an address could not be left, because the line failed while a new token was asked for', async () => {
    let good = 'visitor'
    const begin = vi.fn<Desk['begin']>().mockResolvedValueOnce(beginning).mockRejectedValueOnce(new Trouble(0, 2000)).mockResolvedValue({ ...beginning, token: 'new' })
    const { talk, desk, stored, texts } = await talking({ begin })
    const only = <T>(answer: () => T | Promise<T>) => (desk.token === good ? Promise.resolve(answer()) : Promise.reject(new Trouble(401, null)))
    const { say } = desk
    desk.news = () => only(() => ({ entries: [...stored], last: stored.length }))
    desk.say = (...said) => only(() => say(...said))
    desk.leave = (id) => only(() => asEntry(id, '', 9))
    await vi.waitFor(() => expect(talk.connected).toBe(true))
    good = 'new'
    await expect(talk.leave('ann@example.com')).rejects.toThrow()
    talk.say('Are you there?')
    await vi.waitFor(() => expect(texts()).toEqual(['Are you there?']), { timeout: 5_000 })
  }, 15_000)

  it('a file that will not go is called so, tried again when asked, and can be taken away', async () => {
    const give = vi.fn<Desk['give']>().mockRejectedValue(new Trouble(0, null))
    const { talk } = await talking({ give })
    talk.give(photo())
    const state = () => talk.pending.map((one) => one.state)
    await vi.waitFor(() => expect(state()).toEqual(['failed']), { timeout: 20_000 })
    talk.retry(talk.pending[0]?.id ?? '')
    await vi.waitFor(() => expect([state(), give.mock.calls.length]).toEqual([['failed'], 2]), { timeout: 20_000 })
    talk.remove(talk.pending[0]?.id ?? '')
    expect(talk.pending).toEqual([])
  })

  it('is sent also when the browser was cleared while it waited', async () => {
    const { talk, texts, desk } = await talking()
    desk.token = ''
    talk.say('Words that wait')
    localStorage.clear()
    desk.token = 'visitor'
    talk.retry('')
    await vi.waitFor(() => expect(texts()).toEqual(['Words that wait']), { timeout: 20_000 })
    expect([talk.pending, talk.list().length]).toEqual([[], 1])
  })

  it('is not said again when another tab has said it, though it is not kept any more', async () => {
    const { talk, texts, desk, stored } = await talking()
    desk.token = ''
    talk.say('Said in the other tab')
    stored.push(asEntry(talk.pending[0]?.id ?? '', 'Said in the other tab', 1))
    localStorage.clear()
    desk.token = 'visitor'
    talk.retry('')
    await vi.waitFor(() => expect(talk.pending).toEqual([]), { timeout: 20_000 })
    expect(texts()).toEqual(['Said in the other tab'])
  })
})

describe('a file on its way', () => {
  let aborted = vi.spyOn(XMLHttpRequest.prototype, 'abort')
  let started: XMLHttpRequest[] = []
  beforeEach(() => {
    started = []
    aborted = vi.spyOn(XMLHttpRequest.prototype, 'abort').mockImplementation(function (this: XMLHttpRequest) {
      this.dispatchEvent(new ProgressEvent('loadend'))
    })
    vi.spyOn(XMLHttpRequest.prototype, 'send').mockImplementation(function (this: XMLHttpRequest) {
      started.push(this)
    })
    vi.useFakeTimers()
    return () => vi.useRealTimers()
  })
  const readable = () => Object.assign(photo(), { slice: () => ({ arrayBuffer: () => Promise.resolve(new ArrayBuffer(1)) }) })
  const desk = new Desk('https://inbox.example/chat/a')

  it('takes as long as it moves, and is tried again when it does not', async () => {
    const given = desk.give('f1', readable(), page)
    const refused = expect(given).rejects.toMatchObject({ status: 0, wait: 2000 })
    await vi.advanceTimersByTimeAsync(0)
    for (let i = 0; i < 10; i++) {
      await vi.advanceTimersByTimeAsync(50_000)
      started[0]?.upload.dispatchEvent(new ProgressEvent('progress'))
    }
    expect([started.length, aborted.mock.calls.length]).toEqual([1, 0])
    await vi.advanceTimersByTimeAsync(60_000)
    await refused
  })

  it('is not sent when it cannot be read any more, and not tried again', async () => {
    const gone = Object.assign(photo(), { slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) })
    await expect(desk.give('f1', gone, page)).rejects.toMatchObject({ status: 0, wait: null })
    expect(started).toEqual([])
  })
})
