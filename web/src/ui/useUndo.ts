import { computed, ref } from 'vue'
import { i18n } from '@/i18n'
import { useToasts } from './useToasts'

type Step = { id: number; label: string; run: () => unknown }

const steps = ref<Step[]>([])
let last = 0

/** What was done and can be taken back: a toast offers it, Ctrl+Z takes the latest. */
export function useUndo() {
  const { say, drop } = useToasts()
  const forget = (id: number) => void (steps.value = steps.value.filter((step) => step.id !== id))

  async function take(step: Step) {
    forget(step.id)
    try {
      await step.run()
    } catch {
      say(i18n.global.t('undo.late'), { tone: 'bad' })
    }
  }

  return {
    last: computed(() => steps.value.at(-1) ?? null),
    undo: () => void (steps.value.length && take(steps.value.at(-1) as Step)),
    /** Offers to take a step back for as long as the toast stands. */
    offer(label: string, run: Step['run'], heldMs = 10_000) {
      const step: Step = { id: ++last, label, run }
      steps.value = [...steps.value, step]
      const toast = say(label, {
        heldMs,
        action: { label: i18n.global.t('undo.do'), run: () => void (steps.value.some((one) => one.id === step.id) && take(step)) },
      })
      const end = setTimeout(() => forget(step.id), heldMs)
      step.run = () => {
        clearTimeout(end)
        drop(toast)
        return run()
      }
    },
  }
}
