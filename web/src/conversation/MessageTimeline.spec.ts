import { render, screen } from '@testing-library/vue'
import { expect, it, vi } from 'vitest'
import * as settings from '@/api/settings'
import type { Account } from '@/api/types'
import { i18n } from '@/i18n'
import { aConversation, aMessage, aWay } from '@/samples'
import MessageTimeline from './MessageTimeline.vue'

const nobody = { name: null, handle: null, address: null, staffId: null }
const anAccount = (id: string, name: string) => ({ id, name, health: { state: 'green' } }) as Account

it('calls what was answered in the vendor’s app by the account that it went out through', async () => {
  vi.spyOn(settings, 'listAccounts').mockResolvedValue({ items: [anAccount('a1', 'Our page'), anAccount('a9', 'Our telephone')], next: null })
  vi.spyOn(settings, 'listChannels').mockResolvedValue([])
  const messages = [
    aMessage({ id: 'm1', author: nobody }),
    aMessage({ id: 'm2', direction: 'out', author: nobody, text: 'It ships today.' }),
    aMessage({ id: 'm3', direction: 'out', author: nobody, conversationId: 'c9', text: 'In private.' }),
    aMessage({ id: 'm4', direction: 'out', author: { ...nobody, name: 'Mia' }, text: 'Bye.' }),
  ]
  const conversation = aConversation({ person: { id: 'p1', name: 'Ruth' }, ways: [aWay(), aWay({ conversationId: 'c9', accountId: 'a9' })] })
  render(MessageTimeline, { props: { conversation, messages, earlier: false, loadingEarlier: false, canAct: true, picking: false, picked: new Set<string>() }, global: { plugins: [i18n] } })
  await screen.findByRole('article', { name: /^Our page answered, / })
  expect(screen.getAllByRole('article').map((one) => one.querySelector('.name')?.textContent)).toEqual(['Ruth', 'Our page', 'Our telephone', 'Mia'])
  expect(screen.getAllByRole('article')[1]?.querySelector('.avatar')).toHaveTextContent('OP')
})
