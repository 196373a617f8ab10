import { render, screen } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test, vi } from 'vitest'
import { i18n } from '@/i18n'
import { aCard, aConversation } from '@/samples'
import ClosingBar from './ClosingBar.vue'
import ContextDialog from './ContextDialog.vue'
import ContextLine from './ContextLine.vue'
import ContextSteps from './ContextSteps.vue'
import { amountIn, applied, back, because, nextStep, suggestions, type Change } from './fields'

const rule = (value: string, evidence = '') => ({ value, source: 'rule' as const, evidence, suggested: null })
const staff = (value: string) => ({ value, source: 'staff' as const, evidence: '', suggested: null })
const global = { plugins: [i18n] }
const t = (key: string, slots?: Record<string, string>) => i18n.global.t(key, slots ?? {})

beforeAll(() => {
  // jsdom knows <dialog> but cannot open one.
  HTMLDialogElement.prototype.showModal = function () { this.setAttribute('open', '') }
  HTMLDialogElement.prototype.close = function () { this.removeAttribute('open') }
})

test('a suggestion says why, Enter accepts it, Space opens the choice', async () => {
  const { emitted } = render(ContextLine, { props: { conversation: aConversation({ nature: rule('complaint', 'words: broken, refund'), also: ['question'] }), readOnly: false }, global })
  const button = screen.getByRole('button', { name: /^Nature: Complaint \+ Question, suggested because of “broken, refund”/ })
  button.focus()
  await userEvent.keyboard('{Enter}')
  expect(emitted('set')).toEqual([[{ nature: 'complaint', also: ['question'] }]])
  expect(emitted('pick')).toBeUndefined()
  await userEvent.keyboard(' ')
  expect(emitted('pick')).toEqual([['nature']])
})

test('what staff said is no suggestion, and whoever only reads gets no buttons', () => {
  render(ContextLine, { props: { conversation: aConversation({ nature: staff('praise'), topic: 'Delivery', outcome: 'sale', amount: 12.5 }), readOnly: true }, global })
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByRole('group').textContent).toContain('Delivery·Praise·Sale · 12.5')
})

test('three letters and Enter say anything: a nature, a topic, an amount', async () => {
  const shown = (field?: 'nature') => render(ContextDialog, { props: { card: aCard(), ...(field && { field }) }, global })
  const { emitted, unmount } = shown()
  await userEvent.type(screen.getByRole('combobox'), 'compl{Enter}')
  expect(emitted('set')).toEqual([[{ nature: 'complaint' }]])
  await userEvent.clear(screen.getByRole('combobox'))
  await userEvent.type(screen.getByRole('combobox'), 'Broken lamps{Enter}')
  expect(emitted('set')[1]).toEqual([{ topic: 'Broken lamps' }])
  await userEvent.clear(screen.getByRole('combobox'))
  await userEvent.type(screen.getByRole('combobox'), '12,50{Enter}')
  expect(emitted('set')[2]).toEqual([{ amount: 12.5 }])
  unmount()
})

test('Enter alone accepts all that is suggested', async () => {
  const { emitted } = render(ContextDialog, { props: { card: aCard({ nature: rule('question', 'mark: ?'), why: rule('help', 'nature: question'), who: staff('partner') }) }, global })
  await userEvent.type(screen.getByRole('combobox'), '{Enter}')
  expect(emitted('set')).toEqual([[{ why: 'help', nature: 'question' }]])
})

test('undoing puts back what staff had said, and takes away what nobody had', () => {
  const card = aCard({ nature: staff('question'), why: rule('help'), topic: 'Delivery', also: ['idea'] })
  expect(back(card, { nature: 'spam', why: 'curious', topic: 'x', outcome: 'sale', also: [], amount: 3 })).toEqual({ nature: 'question', why: 'unknown', topic: 'Delivery', outcome: 'unknown', also: ['idea'], amount: 0 })
  expect(suggestions(card)).toEqual({ why: 'help' })
})

test('every kind of evidence has words, and only amounts are amounts', () => {
  expect(because('opening: how do i', t)).toBe('because it begins with “how do i”')
  expect(because('nature: spam', t)).toBe('because it is: Spam')
  expect(because('quote: broken', t)).toBe('because of “broken”, says a language model')
  expect(because('person', t)).toContain('this person')
  expect(because('', t)).toBe('from what was written')
  expect([amountIn('12,5'), amountIn('3'), amountIn('0'), amountIn('1.234'), amountIn('order 12')]).toEqual([12.5, 3, null, null, null])
})

test('how somebody feels and which language they write is corrected by keyboard, and shown once it is known', async () => {
  const known = { sentiment: rule('positive', 'words: great'), language: rule('en', 'words: the'), nature: rule('praise') }
  const { emitted, unmount } = render(ContextLine, { props: { conversation: aConversation(known), readOnly: false }, global })
  screen.getByRole('button', { name: /^Feeling: Positive, suggested because of “great”/ }).focus()
  await userEvent.keyboard('{Enter}')
  expect(emitted('set')).toEqual([[{ sentiment: 'positive' }]])
  screen.getByRole('button', { name: /^Language: English, suggested/ }).focus()
  await userEvent.keyboard(' ')
  expect(emitted('pick')).toEqual([['language']])
  unmount()
  const dialog = render(ContextDialog, { props: { card: aCard(known), field: 'language' }, global })
  await userEvent.type(screen.getByRole('combobox'), 'germ{Enter}')
  expect(dialog.emitted('set')).toEqual([[{ language: 'de' }]])
  expect(back(aCard(known), { language: 'de' })).toEqual({ language: 'unknown' })
  expect(suggestions(aCard(known))).toEqual({ nature: 'praise' })
  dialog.unmount()
  render(ContextLine, { props: { conversation: aConversation(), readOnly: false }, global })
  expect(screen.queryByRole('button', { name: /Feeling|Language/ })).toBeNull()
})

test('what was sent for a suggestion is shown word for word, and that its answer was of no use', async () => {
  const sent = { to: 'llm.example:8000', text: 'Where is [name]?' }
  const { rerender } = render(ContextLine, { props: { conversation: aConversation({ nature: { ...rule('question', 'quote: Where'), source: 'endpoint' }, sent }), readOnly: true }, global })
  screen.getByRole('button', { name: 'sent to llm.example:8000' }).focus()
  await userEvent.keyboard('{Enter}')
  expect(screen.getByRole('dialog', { name: 'Sent to llm.example:8000' }).textContent).toContain('Where is [name]?')
  expect(screen.queryByText(/could not be used/)).toBeNull()
  await rerender({ conversation: aConversation({ nature: rule('question', 'mark: ?'), sent }), readOnly: true })
  expect(screen.getByText(/could not be used/)).toBeTruthy()
})

test('the whole line is said with at most eight keys', async () => {
  const card = aCard({ subject: 'Broken lamp', who: rule('customer', 'person'), why: rule('help', 'nature: complaint'), nature: rule('complaint', 'words: broken') })
  const tell = async (state: 'open' | 'closed', keys: string[]) => {
    const { emitted, unmount } = render(ContextSteps, { props: { card: { ...card, state } }, global })
    // O opens it.
    for (const key of keys.slice(1)) await userEvent.type(screen.getByRole('combobox'), key)
    const said = Object.assign({}, ...(emitted('set') ?? []).flat()) as Change
    expect(emitted('close')).toHaveLength(1)
    unmount()
    return said
  }
  const all = { who: 'customer', why: 'help', topic: 'Broken lamp', nature: 'complaint', outcome: 'solved' }
  const [open, closed] = [['o', '{Enter}', '{Enter}', 's', 'o', 'l', '{Enter}'], ['o', 's', 'o', 'l', '{Enter}', '{Enter}', '{Enter}']]
  expect(await tell('open', open)).toEqual(all)
  expect(await tell('closed', closed)).toEqual(all)
  expect(Math.max(open.length, closed.length)).toBeLessThanOrEqual(8)
})

test('what is not said yet is asked a list at a time, and Escape leaves the rest', async () => {
  const { emitted } = render(ContextSteps, { props: { card: aCard({ state: 'closed', outcome: 'sale', who: staff('customer'), why: rule('likes') }) }, global })
  expect(screen.getByRole('combobox', { name: 'What it is about' })).toBeVisible()
  await userEvent.type(screen.getByRole('combobox'), '{Enter}')
  expect(screen.getByRole('combobox', { name: 'What' })).toBeVisible()
  await userEvent.type(screen.getByRole('combobox'), 'Lamps{Enter}')
  expect(screen.getByRole('combobox', { name: 'Nature' })).toBeVisible()
  screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
  screen.getByRole('dialog').dispatchEvent(new Event('close'))
  expect([emitted('set'), emitted('close')?.length]).toEqual([[[{ why: 'likes' }], [{ topic: 'Lamps' }]], 1])
  const done = aCard({ outcome: 'nouse', who: staff('other'), why: staff('help'), topic: 'x', nature: staff('idea') })
  expect([nextStep(done), nextStep(applied(done, { who: 'customer' })), nextStep({ ...done, topic: null })]).toEqual([null, null, 'topic'])
})

test('after closing, beside the work, what came of it is asked first and then the rest, suggestions at one press', async () => {
  const card = aCard({ state: 'closed', subject: 'Delivery', who: rule('customer'), why: staff('help') })
  const { emitted, rerender } = render(ClosingBar, { props: { card }, global })
  expect(screen.getByRole('status')).toHaveTextContent('What came of it?')
  await rerender({ card: applied(card, { outcome: 'sale' }) })
  expect(screen.getByRole('status')).toHaveTextContent('Closed: Delivery. Suggested: Customer. Right?')
  await userEvent.click(screen.getByRole('button', { name: 'Something else…' }))
  await userEvent.click(screen.getByRole('button', { name: 'Yes' }))
  await rerender({ card: applied(card, { outcome: 'sale', who: 'customer' }) })
  expect(screen.getByRole('status')).toHaveTextContent('Closed: Delivery. What?')
  await userEvent.click(screen.getByRole('button', { name: 'Delivery' }))
  await rerender({ card: applied(card, { outcome: 'sale', who: 'customer', topic: 'Delivery' }) })
  await userEvent.click(screen.getByRole('button', { name: 'Praise' }))
  expect([emitted('set'), emitted('more')?.length]).toEqual([[[{ who: 'customer' }], [{ topic: 'Delivery' }], [{ nature: 'praise' }]], 1])
})

test('what came of it is asked for beside the work, and the question goes by itself', async () => {
  vi.useFakeTimers()
  const { emitted } = render(ClosingBar, { props: { card: aCard({ state: 'closed' }) }, global })
  screen.getByRole('button', { name: 'Sale' }).click()
  expect(emitted('set')).toEqual([[{ outcome: 'sale' }]])
  vi.advanceTimersByTime(20_000)
  expect(emitted('skip')).toHaveLength(1)
  vi.useRealTimers()
})
