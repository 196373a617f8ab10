import { asProblem } from '@/api/problem'
import type { Draft } from '@/api/types'
import { browserStore, parsed } from './browserStore'
import { isOneOf } from './meeting'

/** A draft that was sent or emptied: how it stood here, when the server kept it, if that is known, and what else the server may have got of it. */
export type Ended = { whole?: Draft | null; at?: string | null; tried: Draft[] }

const mostTried = 10

const key = (staff: string, id: string) => `inbox.ended.${staff}.${id}`

/** Of what the server may have got: the first, which was on its way when the line broke, and the last ones. */
export function thin(tried: Draft[]) {
  tried.splice(1, tried.length - mostTried)
  return tried
}

/** Its conversation became part of another. */
export const moveEnded = (staff: string, from: string, to: string) => browserStore.rename(key(staff, from), key(staff, to))

/** What is over in a conversation, kept in this browser until the server says that it is gone there. */
export function endedOf(staff: string, id: string) {
  const mine = key(staff, id)
  const read = () => parsed<Ended>(browserStore.read(mine))[0]
  const keep = (over: Ended) => browserStore.keep(mine, JSON.stringify(over))
  const drop = () => browserStore.drop(mine)

  /** Empties it at the server, which is told which one. */
  async function tell(empty: (at?: string | null) => Promise<unknown>): Promise<void> {
    const text = browserStore.read(mine)
    const [over] = parsed<Ended>(text)
    if (!over) return
    const left = over.at || over.tried.length > 0 ? await empty(over.at).then(() => null, another) : null
    if (browserStore.read(mine) !== text) return // more has ended since
    if (!left || !isOneOf(over.tried, left)) return drop()
    keep({ at: left.updatedAt, tried: [] })
    return tell(empty)
  }

  return {
    read,
    keep,
    drop,
    tell,
    /** With what the server was not told of yet. */
    add({ whole, at, tried }: Ended) {
      const before = read()
      keep({ whole, at: at ?? before?.at, tried: thin([...(before?.tried ?? []), ...tried]) })
    },
    has(draft: Draft) {
      const over = read()
      return !!over && (over.at === draft.updatedAt || isOneOf(over.tried, draft))
    },
    /** When another tab has ended one. */
    onChange: (then: (over: Ended) => void) => browserStore.onChange(mine, (text) => parsed<Ended>(text).forEach(then)),
  }
}

/** The draft that stands at the server though it was to be emptied: it was not written from that which is over. None where its conversation is not there any more, or is no longer for us. */
function another(reason: unknown) {
  const { draft, passes } = asProblem(reason)
  if (passes) throw reason
  return draft
}
