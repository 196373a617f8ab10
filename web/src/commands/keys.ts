/** A key as commands name it: "k", "?", "mod+k". mod is Ctrl, or ⌘ on a Mac. */
export function nameOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `mod+${key}` : event.altKey ? `alt+${key}` : key
}

/** Where somebody is writing, letters are letters. */
export function isWriting(target: EventTarget | null) {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('textarea, select, input:not([type=checkbox], [type=radio], [type=button])') !== null)
}

export function shown(keys: string) {
  const mac = /Mac|iPhone|iPad/.test(navigator.platform)
  return keys.replace('mod+', mac ? '⌘' : 'Ctrl ').replace('Escape', 'Esc').replace('Enter', '↵').replace(/(^| |⌘)([a-z])$/, (_, lead: string, letter: string) => lead + letter.toUpperCase())
}
