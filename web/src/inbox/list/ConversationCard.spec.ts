import { fireEvent, render, screen } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '@/i18n'
import { aCard } from '@/samples'
import type { Card } from '@/api/types'
import { icons } from '@/ui/icons'
import ConversationCard from './ConversationCard.vue'

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:x', component: ConversationCard }] })
const show = (more: Partial<Card>, gone = false) => render(ConversationCard, { props: { card: aCard(more), to: '/x', gone }, global: { plugins: [i18n, router] } })

describe('a card', () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-05-06T12:00:00Z') }))
  afterEach(() => void vi.useRealTimers())

  it('tells how long its person waits, and moves on by itself', async () => {
    show({})
    expect(screen.getByRole('link')).toHaveTextContent('Waiting for 2h')
    await vi.advanceTimersByTimeAsync(20 * 60_000)
    expect(screen.getByRole('link')).toHaveTextContent('2h 20m')
  })

  it('shows by which channel it came, in private and in the open', () => {
    const drawn = (card: Partial<Card>) => [...show(card).container.querySelectorAll('.channel path')].map((one) => one.getAttribute('d'))
    const { at, camera, globe } = icons
    expect(drawn({ channel: 'mastodon', visibility: 'private' })).toEqual([at])
    expect(drawn({ channel: 'mastodon', visibility: 'public' })).toEqual([globe, at])
    expect(drawn({ channel: 'instagram', visibility: 'public' })).toEqual([globe, camera])
  })

  it('shows the picture of what it is about from here, beside the title, and none that cannot be shown', async () => {
    const { container } = show({ content: { title: 'New shop', url: 'https://us.example/1', picture: 'p1' } })
    const picture = container.querySelector('img') as HTMLImageElement
    expect(picture).toHaveAttribute('src', '/api/v1/attachments/p1?inline=1')
    expect(screen.getByRole('link')).toHaveTextContent('New shop')
    await fireEvent.error(picture)
    expect(container.querySelector('img')).toBeNull()
  })

  it('tells in words, not only in colour, that the time is over', () => {
    show({ targetAt: '2026-05-06T11:30:00Z', nearAt: '2026-05-06T11:00:00Z' })
    expect(screen.getByRole('link')).toHaveTextContent('30m late')
  })

  it('tells the priority in words, but for the usual one', () => {
    const { container } = show({ priority: 'urgent' })
    expect(screen.getByRole('link')).toHaveTextContent('Urgent')
    expect(container.querySelector('.priority svg')).not.toBeNull()
  })

  it('tells what became of it when it no longer belongs here', () => {
    show({ state: 'closed', waitingSince: null }, true)
    expect(screen.getByRole('link')).toHaveTextContent('Closed')
  })

  it('B40_shows_markup_in_names_subjects_and_tags_as_text', () => {
    const evil = '"><img src=x onerror=alert(1)>'
    const { container } = show({ subject: evil, preview: evil, tags: [evil], person: { id: 'p', name: evil } })
    expect(container.querySelector('img')).toBeNull()
    expect(screen.getAllByText(evil)).not.toHaveLength(0)
  })
})
