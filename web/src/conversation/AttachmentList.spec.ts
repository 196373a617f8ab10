import { fireEvent, render, screen } from '@testing-library/vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MissingFile } from '@/api/types'
import { i18n } from '@/i18n'
import AttachmentList from './AttachmentList.vue'

const photo = { id: 'f1', name: 'photo.jpg', type: 'image/jpeg', size: 0, inline: false, contentId: null }
const answers: (MissingFile | null)[] = []
const asked: string[] = []
const shown = (missing: MissingFile[], canAct = true) => render(AttachmentList, { props: { attachments: [photo], missing, canAct }, global: { plugins: [i18n] } })

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', vi.fn(async (url: string, init: RequestInit) => {
    asked.push(`${init.method} ${url}`)
    const answer = answers.shift() ?? null
    return new Response(answer && JSON.stringify(answer), { status: answer ? 200 : 204 })
  }))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  asked.length = answers.length = 0
})

test('what could not be fetched says why, and is tried again until it is here', async () => {
  shown([{ id: 'f1', problem: 'It is too old.' }])
  expect(screen.getByText('It is too old.')).toBeTruthy()
  expect(screen.queryByRole('link')).toBeNull()

  answers.push({ id: 'f1', problem: null }, null)
  await fireEvent.click(screen.getByRole('button', { name: 'Try again to fetch photo.jpg' }))
  await vi.advanceTimersByTimeAsync(0)
  expect(screen.getByText('This file is being fetched.')).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
  await vi.advanceTimersByTimeAsync(3000)
  expect(screen.getByRole('img', { name: 'photo.jpg' })).toBeTruthy()
  expect(asked).toEqual(['PUT /api/v1/attachments/f1/fetch', 'GET /api/v1/attachments/f1/fetch'])
})

test('a picture that came a moment ago is shown once it is here, and one that is none is a file', async () => {
  shown([])
  answers.push({ id: 'f1', problem: null }, null, null)
  await fireEvent.error(screen.getByRole('img'))
  await vi.advanceTimersByTimeAsync(0)
  expect(screen.getByText('This file is being fetched.')).toBeTruthy()
  await vi.advanceTimersByTimeAsync(3000)
  await fireEvent.error(screen.getByRole('img'))
  await vi.advanceTimersByTimeAsync(0)
  expect(screen.queryByRole('img')).toBeNull()
  expect(screen.getByRole('link').getAttribute('download')).toBe('photo.jpg')
})

test('who may not answer sees why and has nothing to press', () => {
  shown([{ id: 'f1', problem: 'It is too old.' }], false)
  expect(screen.getByText('It is too old.')).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
})
