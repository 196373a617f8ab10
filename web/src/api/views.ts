import { call } from './client'
import type { Page, Shapes } from './types'

export type View = Shapes['SavedView']
export type ViewBody = { name: string; at: string; shared: boolean }

export const listViews = () => call<Page<View>>('GET', '/views')
export const saveView = (body: ViewBody) => call<View>('POST', '/views', { body })
export const removeView = (id: string) => call<undefined>('DELETE', `/views/${id}`)
