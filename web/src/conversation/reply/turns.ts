// One tab at a time has a reply on its way, or takes it up to be changed. Where there are no Web Locks nobody waits: the server takes what has one client id once.
const lock = (clientId: string) => `inbox.reply.${clientId}`
const locks = () => (navigator as { locks?: LockManager }).locks

/** After whatever another tab does with it. */
export async function inTurn(clientId: string, act: () => Promise<void> | void) {
  await (locks()?.request(lock(clientId), act) ?? act())
}

/** Not at all while another tab does something with it. */
export async function ifFree(clientId: string, act: () => void) {
  await (locks()?.request(lock(clientId), { ifAvailable: true }, (mine) => (mine ? act() : undefined)) ?? act())
}

/** As soon as no tab does anything with it. */
export async function onceFree(clientId: string, act: () => void) {
  await locks()?.request(lock(clientId), { mode: 'shared' }, act)
}
