import { describe, expect, it } from 'vitest'
import { aMessage } from '@/samples'
import { advanced, pending, type Outgoing } from './outgoing'

const bubble: Outgoing = { clientId: 'x', kind: 'reply', text: 'Hi', private: true, attachments: [], at: '', messageId: null, state: 'posting', error: null }

describe('a bubble', () => {
  it('goes when the timeline holds its message', () => {
    expect(pending([bubble], [])).toHaveLength(1)
    expect(pending([bubble], [aMessage({ clientId: 'x' })])).toHaveLength(0)
    expect(pending([{ ...bubble, messageId: 'm1' }], [aMessage()])).toHaveLength(0)
  })

  it('never goes back, in whatever order its states are told', () => {
    const sent = advanced(advanced(bubble, 'sent', null), 'queued', null)
    expect(sent.state).toBe('sent')
    expect(advanced(advanced(bubble, 'sending', null), 'failed', 'refused').error).toBe('refused')
  })
})
