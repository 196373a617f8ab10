// One tab at a time has a reply on its way, or takes it up to be changed. A browser that gives out client ids (over https, or on this machine) has Web Locks too.
const lock = (clientId: string) => `inbox.reply.${clientId}`

/** After whatever another tab does with it. */
export const inTurn = (clientId: string, act: () => Promise<void> | void) => navigator.locks.request(lock(clientId), act)

/** Not at all while another tab does something with it. */
export const ifFree = (clientId: string, act: () => void) => navigator.locks.request(lock(clientId), { ifAvailable: true }, (mine) => (mine ? act() : undefined))

/** As soon as no tab does anything with it. */
export const onceFree = (clientId: string, act: () => void) => navigator.locks.request(lock(clientId), { mode: 'shared' }, act)
