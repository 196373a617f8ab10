import { effectScope, ref } from 'vue'
import type { Message } from '@/api/types'
import { useReplies, type Written } from './useReplies'

/** For tests: the replies of a conversation in a tab of the browser. */
export function aTab({ restores = true } = {}) {
  const messages = ref<Message[]>([])
  const restored: Written[] = []
  const replies = effectScope().run(() =>
    useReplies({
      id: ref('c1'),
      merged: () => [],
      seenVersion: () => 3,
      messages: () => messages.value,
      put: (message) => void (messages.value = [...messages.value.filter((one) => one.id !== message.id), message]),
      drop: (id) => void (messages.value = messages.value.filter((one) => one.id !== id)),
      restore: (one) => restores && restored.push(one) > 0,
      words: { sending: () => 'Sending', missed: () => 'Something came in', refused: (problem) => problem.message },
    }),
  )
  if (!replies) throw new Error('no scope')
  return { replies, messages, restored }
}
