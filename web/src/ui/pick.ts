import type { IconName } from './icons'

export type PickOption = { id: string; label: string; hint?: string; icon?: IconName; keys?: string; checked?: boolean }
