import { onScopeDispose, ref } from 'vue'
import { isWriting, nameOf } from './keys'
import { useCommands } from './useCommands'

const kept = 'inbox.shortcuts'
const singleLetters = ref(localStorage.getItem(kept) !== 'off')

/** WCAG 2.1.4: shortcuts of one letter can be switched off. */
export function useShortcutSetting() {
  return {
    singleLetters,
    choose(on: boolean) {
      singleLetters.value = on
      localStorage.setItem(kept, on ? 'on' : 'off')
    },
  }
}

export function useShortcuts() {
  const { commands } = useCommands()
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return
    const pressed = nameOf(event)
    const writing = isWriting(event.target)
    if (!writing && !singleLetters.value && pressed.length === 1) return
    const command = commands.value.find((one) => one.keys?.split(' ').includes(pressed) && (!writing || one.always))
    if (!command) return
    event.preventDefault()
    command.run()
  }
  document.addEventListener('keydown', press)
  onScopeDispose(() => document.removeEventListener('keydown', press))
}
