import { browserStore, parsed } from './browserStore'
import type { Outgoing } from './outgoing'

/** Replies of one staff member that the server has not taken: kept in this browser from the moment that they are sent, through other conversations and a reload. One key each, so no other tab writes over them. */
export function unsentOf(staff: string) {
  const key = (conversation: string, clientId = '') => `inbox.unsent.${staff}.${conversation}.${clientId}`
  const keep = (conversation: string, one: Outgoing) => browserStore.keep(key(conversation, one.clientId), JSON.stringify(one))
  const of = (conversation: string): Outgoing[] =>
    browserStore.keys(key(conversation))
      .flatMap((one) => parsed<Outgoing>(browserStore.read(one)))
      .sort((a, b) => a.at.localeCompare(b.at))
  return {
    of,
    keep,
    find: (conversation: string, clientId: string): Outgoing | undefined => parsed<Outgoing>(browserStore.read(key(conversation, clientId)))[0],
    drop: (conversation: string, clientId: string) => browserStore.drop(key(conversation, clientId)),
    /** Its conversation became part of another. */
    move(from: string, to: string) {
      for (const one of of(from)) keep(from, { ...one, origin: one.origin ?? from })
      browserStore.rename(key(from), key(to))
    },
    /** What became part of this one and is one of its own again has its own. */
    part(id: string, merged: string[]) {
      for (const { origin, ...one } of of(id)) {
        if (!origin || one.state !== 'failed' || merged.includes(origin)) continue
        keep(origin, one)
        browserStore.drop(key(id, one.clientId))
      }
    },
    /** When another tab keeps or drops one. */
    onChange: (then: () => void) => browserStore.onChange(`inbox.unsent.${staff}.`, then),
  }
}
