import type { Template } from '@/api/types'

const gap = (key: string) => `{{${key}}}`

/** What must be filled in. */
export const gapsOf = (template: Template) => template.parameters

/** The text as its reader will see it; what is not filled in yet shows as an example, or as a line. */
export const filled = (template: Template, values: Record<string, string>) =>
  template.parameters.reduce((text, one) => text.replaceAll(gap(one.key), () => values[one.key]?.trim() || one.example || '…'), template.text)
