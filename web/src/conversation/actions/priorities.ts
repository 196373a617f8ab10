import type { Priority } from '@/api/types'

/** What presses most first. */
export const priorities: Priority[] = ['urgent', 'high', 'normal', 'low']
