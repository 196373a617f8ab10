import type { Outgoing } from './outgoing'

const key = (conversation: string, clientId = '') => `inbox.unsent.${conversation}.${clientId}`

/** Replies that the server has not taken: kept in this browser from the moment that they are sent, through other conversations and a reload. One key each, so no other tab writes over them. */
export const unsent = {
  of: (conversation: string): Outgoing[] =>
    Object.keys(localStorage)
      .filter((one) => one.startsWith(key(conversation)))
      .flatMap((one) => parsed(localStorage.getItem(one)))
      .sort((a, b) => a.at.localeCompare(b.at)),
  keep(conversation: string, one: Outgoing) {
    try {
      localStorage.setItem(key(conversation, one.clientId), JSON.stringify(one))
    } catch {
      // There is no room: it lasts as long as this page.
    }
  },
  drop: (conversation: string, clientId: string) => localStorage.removeItem(key(conversation, clientId)),
}

function parsed(kept: string | null): Outgoing[] {
  try {
    return kept ? [JSON.parse(kept) as Outgoing] : []
  } catch {
    return []
  }
}
