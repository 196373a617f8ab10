import { shallowRef } from 'vue'
import { translator } from './templates'

const translate = shallowRef<((text: string) => string) | null>(null)

/** Learns to say what the server says in another language, or to leave it as it is. */
export function learn(templates: Record<string, string> | null) {
  translate.value = templates && translator(templates)
}

/** The server speaks English: a sentence of its own in the reader's language, as far as it is known. */
export const said = (text: string) => translate.value?.(text) ?? text
