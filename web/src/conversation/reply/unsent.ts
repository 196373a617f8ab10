import { browserStore, parsed } from './browserStore'
import type { Outgoing } from './outgoing'

/** Replies of one staff member that the server has not taken: kept in this browser from the moment that they are sent, through other conversations and a reload. One key each, so no other tab writes over them. */
export function unsentOf(staff: string) {
  const key = (conversation: string, clientId = '') => `inbox.unsent.${staff}.${conversation}.${clientId}`
  return {
    find: (conversation: string, clientId: string): Outgoing | undefined => parsed<Outgoing>(browserStore.read(key(conversation, clientId)))[0],
    of: (conversation: string): Outgoing[] =>
      browserStore.keys(key(conversation))
        .flatMap((one) => parsed<Outgoing>(browserStore.read(one)))
        .sort((a, b) => a.at.localeCompare(b.at)),
    keep: (conversation: string, one: Outgoing) => browserStore.keep(key(conversation, one.clientId), JSON.stringify(one)),
    drop: (conversation: string, clientId: string) => browserStore.drop(key(conversation, clientId)),
    /** Its conversation became part of another. */
    move: (from: string, to: string) => browserStore.rename(key(from), key(to)),
    /** When another tab keeps or drops one. */
    onChange: (then: () => void) => browserStore.onChange(`inbox.unsent.${staff}.`, then),
  }
}
