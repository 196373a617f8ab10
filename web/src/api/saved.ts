import { call } from './client'
import type { Page, SavedReply } from './types'

export type SavedReplyBody = Pick<SavedReply, 'name' | 'text' | 'shortcut' | 'language' | 'accounts' | 'teams'>

export const listSaved = () => call<Page<SavedReply>>('GET', '/saved-replies')
export const addSaved = (body: SavedReplyBody) => call<SavedReply>('POST', '/saved-replies', { body })
export const changeSaved = (id: string, body: SavedReplyBody) => call<SavedReply>('PUT', `/saved-replies/${id}`, { body })
export const removeSaved = (id: string) => call<undefined>('DELETE', `/saved-replies/${id}`)
