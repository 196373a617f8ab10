import { call } from './client'
import type { Page, Shapes } from './types'

export type Link = Shapes['LinkShown']
export type LinkBody = { target: string; campaign: string; source?: string; medium?: string; mailKey?: string }

export const listLinks = () => call<Page<Link>>('GET', '/links')
export const addLink = (body: LinkBody) => call<Link>('POST', '/links', { body })
export const removeLink = (id: string) => call<undefined>('DELETE', `/links/${id}`)
