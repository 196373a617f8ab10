import { readonly, ref } from 'vue'

export type Toast = { id: number; text: string; tone: 'plain' | 'bad'; action?: { label: string; run: () => void }; heldMs: number }

const toasts = ref<Toast[]>([])
const timers = new Map<number, ReturnType<typeof setTimeout>>()
let last = 0

function drop(id: number) {
  clearTimeout(timers.get(id))
  timers.delete(id)
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

/** Short words at the foot of the page. They wait while somebody points at them or holds the focus there. */
export function useToasts() {
  const start = (toast: Toast) => timers.set(toast.id, setTimeout(() => drop(toast.id), toast.heldMs))
  return {
    toasts: readonly(toasts),
    drop,
    hold: (id: number) => clearTimeout(timers.get(id)),
    release: (id: number) => {
      const toast = toasts.value.find((one) => one.id === id)
      if (toast) start(toast)
    },
    say(text: string, more: Partial<Omit<Toast, 'id' | 'text'>> = {}) {
      const toast: Toast = { id: ++last, text, tone: 'plain', heldMs: 5_000, ...more }
      toasts.value = [...toasts.value.slice(-2), toast]
      start(toast)
      return toast.id
    },
  }
}
