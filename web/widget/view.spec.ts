import { expect, it, vi } from 'vitest'
import { Trouble, type Entry } from './desk'
import type { Talk } from './talk'
import { View } from './view'
import { speak } from './words'

const entry: Entry = { place: 1, id: 'e', mine: false, kind: 'message', text: 'Look', at: Date.now(), files: [] }

function shows(talk: Partial<Talk>, file: () => Promise<Blob> = () => Promise.reject(new Trouble(0, 2000))) {
  speak('en')
  document.body.replaceChildren()
  const all = { connected: true, staffed: true, address: null, beginning: { greeting: 'Hi', mails: true }, list: () => [entry], unread: () => 0, pending: [], ...talk }
  const view = new View('Shop', all as unknown as Talk, { close: () => {}, file, typing: () => {} }, false)
  view.render()
  return view
}

it('says by how much a text is too long, and keeps all of it', () => {
  speak('en')
  const say = vi.fn()
  const view = new View('Shop', { say } as unknown as Talk, { close: () => {}, file: () => Promise.reject(new Error()), typing: () => {} }, false)
  const trouble = document.querySelector('main > .trouble')
  const write = (text: string) => {
    view.field.value = text
    view.field.dispatchEvent(new Event('input'))
  }
  expect(view.field.maxLength).toBe(-1)
  write('a'.repeat(5_530))
  expect(trouble?.textContent).toContain('1,530 too many')
  expect(view.field).toHaveAttribute('aria-invalid', 'true')
  document.querySelector('form')?.requestSubmit()
  expect(say).not.toHaveBeenCalled()
  expect(view.field.value).toHaveLength(5_530)
  write('a'.repeat(4_000))
  expect(trouble?.textContent).toBe('')
  document.querySelector('form')?.requestSubmit()
  expect(say).toHaveBeenCalledOnce()
})

it('lets a file that was not sent be tried again or taken away, and what was written be tried again', () => {
  speak('en')
  const failed = { text: '', state: 'failed' as const, at: 0 }
  const remove = vi.fn()
  const talk = { connected: true, beginning: { greeting: 'Hi', mails: false }, list: () => [], unread: () => 0, remove, pending: [{ ...failed, id: 'f1', file: new File(['x'], 'photo.jpg') }, { ...failed, id: 't1', text: 'Hello' }] }
  const view = new View('Shop', talk as unknown as Talk, { close: () => {}, file: () => Promise.reject(new Error()), typing: () => {} }, false)
  view.render()
  const shown = [...document.querySelectorAll('li.unsent')].slice(-2).map((one) => [...one.querySelectorAll('button')])
  expect(shown.map((buttons) => buttons.map((one) => one.textContent))).toEqual([['Try again', 'Remove'], ['Try again']])
  shown[0]?.[1]?.click()
  expect(remove).toHaveBeenCalledWith('f1')
})

it('fetches a picture once, however often it is drawn, and lets go of it', async () => {
  const [made, revoked] = [vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:photo'), vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()]
  const file = vi.fn(() => Promise.resolve(new Blob(['x'])))
  const view = shows({ list: () => [{ ...entry, files: [{ id: 'f', name: 'photo.jpg', size: 4_000_000 }] }] }, file)
  const images: HTMLElement[] = []
  const create = document.createElement.bind(document)
  vi.spyOn(document, 'createElement').mockImplementation(((tag: string) => images[images.push(create(tag)) - 1]) as typeof document.createElement)
  for (let i = 0; i < 20; i++) view.render()
  await vi.waitFor(() => expect(made).toHaveBeenCalledOnce())
  images.find((one) => one.tagName === 'IMG')?.dispatchEvent(new Event('load'))
  expect([file.mock.calls.length, document.querySelectorAll('button.file img').length, revoked.mock.calls]).toEqual([1, 1, [['blob:photo']]])
})

it('says that a file cannot be fetched', async () => {
  shows({ list: () => [{ ...entry, files: [{ id: 'f', name: 'invoice.pdf', size: 10 }] }] })
  document.querySelector<HTMLButtonElement>('button.file')?.click()
  await vi.waitFor(() => expect(document.querySelector('main > .trouble')?.textContent).toContain('cannot be fetched'))
})

it.each([
  [new Trouble(0, 2000), 'ann@example.com', 'could not be saved'],
  [new Trouble(429, 2000), 'ann@example.com', 'could not be saved'],
  [new Trouble(400, null), 'ann@example.com', 'not an e-mail address'],
  [null, 'ann', 'not an e-mail address'],
])('says of an address that was not taken whether it is one: %s', async (trouble, address, words) => {
  shows({ staffed: false, list: () => [{ ...entry, mine: true }], leave: () => (trouble ? Promise.reject(trouble) : Promise.resolve()) })
  const field = document.querySelector<HTMLInputElement>('#address')
  if (!field) throw new Error('no address asked for')
  field.value = address
  document.querySelector<HTMLFormElement>('form.leave')?.requestSubmit()
  await vi.waitFor(() => expect(document.querySelector('#address-problem')?.textContent).toContain(words))
})
