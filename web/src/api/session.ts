import { call } from './client'
import type { Me, Setup, Theme } from './types'

export const readMe = () => call<Me>('GET', '/me')
export const readSetup = () => call<Setup>('GET', '/setup')
export const signIn = (email: string, password: string) => call<Me>('POST', '/session', { body: { email, password } })
export const signOut = () => call<undefined>('DELETE', '/session')
export const claim = (body: { token: string; password: string; name?: string; email?: string }) => call<Me>('POST', '/session/claim', { body })
export const changePassword = (body: { current: string; password: string }) => call<undefined>('PUT', '/me/password', { body })
export const changeMe = (body: { name?: string; language?: string; theme?: Theme }) => call<Me>('PATCH', '/me', { body })
