import { call } from './client'
import type { Card, Page, Person } from './types'

export const readPerson = (id: string) => call<Person>('GET', `/people/${id}`)
export const readHistory = (id: string, cursor?: string | null) => call<Page<Card>>('GET', `/people/${id}/conversations`, { query: { cursor } })
export const findPeople = (q: string) => call<Page<Person>>('GET', '/people', { query: { q } })
export const mergePerson = (id: string, otherId: string) => call<{ undoId: string }>('POST', `/people/${id}/merge`, { body: { otherId } })
export const erasePerson = (id: string) => call<undefined>('DELETE', `/people/${id}`)
