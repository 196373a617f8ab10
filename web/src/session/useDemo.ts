import { ref } from 'vue'
import { readSetup } from '@/api/session'

const demo = ref(false)
let asked = false

/** Whether this installation is a demo; asked once. */
export function useDemo() {
  if (!asked) {
    asked = true
    void readSetup().then((setup) => (demo.value = setup.demo), () => (asked = false))
  }
  return demo
}
