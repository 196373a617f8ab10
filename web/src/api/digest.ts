import { call } from './client'
import type { Shapes } from './types'

export type Digest = Shapes['DigestShown']

export const readDigest = () => call<Digest>('GET', '/digest')
export const subscribeDigest = (reads: boolean, zone: string) => call<undefined>('PUT', '/digest/reader', { body: { reads, zone } })
export const sendDigestBy = (accountId: string | null) => call<undefined>('PUT', '/digest/account', { body: { accountId } })
