// One tab at a time has a reply on its way, or takes it up to be changed. Where there are no Web Locks nobody waits: the server takes what has one client id once.
const lock = (clientId: string) => `inbox.reply.${clientId}`
const locks = () => navigator.locks as LockManager | undefined

/** After whatever another tab does with it. */
export const inTurn = async (clientId: string, act: () => Promise<void> | void) => (locks() ? locks()?.request(lock(clientId), act) : act())

/** Not at all while another tab does something with it. */
export const ifFree = async (clientId: string, act: () => void) =>
  locks() ? locks()?.request(lock(clientId), { ifAvailable: true }, (mine) => (mine ? act() : undefined)) : act()

/** As soon as no tab does anything with it. */
export const onceFree = async (clientId: string, act: () => void) => locks()?.request(lock(clientId), { mode: 'shared' }, act)
