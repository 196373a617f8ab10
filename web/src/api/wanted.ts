import { call } from './client'
import type { Shapes } from './types'

export const readWanted = () => call<Shapes['WantedShown']>('GET', '/wanted-who')
export const chooseWanted = (who: string[]) => call<undefined>('PUT', '/wanted-who', { body: { who } })
