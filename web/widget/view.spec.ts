import { expect, it, vi } from 'vitest'
import type { Talk } from './talk'
import { View } from './view'
import { speak } from './words'

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
