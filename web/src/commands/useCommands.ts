import { computed, onScopeDispose, shallowReactive } from 'vue'
import type { IconName } from '@/ui/icons'

export type Command = {
  id: string
  label: string
  icon: IconName
  keys?: string
  /** Works while writing too. */
  always?: boolean
  run: () => void
}

const sources = shallowReactive(new Set<() => Command[]>())

/** Everything that can be done right now, the nearest first, for the keyboard, the palette and the help: one list, three faces. */
export function useCommands() {
  return {
    commands: computed(() => [...sources].reverse().flatMap((source) => source())),
    offer(source: () => Command[]) {
      sources.add(source)
      onScopeDispose(() => sources.delete(source))
    },
  }
}
