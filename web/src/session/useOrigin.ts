import { ref } from 'vue'
import { readSetup } from '@/api/session'

const origin = ref(location.origin)
let asked = false

/**
 * The address under which platforms and visitors reach this installation. Platforms deliver over https alone, so an address of that kind that the server was
 * given counts; without one, the address at which the page was opened has to do.
 */
export function useOrigin() {
  if (!asked) {
    asked = true
    void readSetup().then(({ publicUrl }) => publicUrl?.startsWith('https:') && (origin.value = publicUrl), () => (asked = false))
  }
  return origin
}
