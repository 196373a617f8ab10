import { ref } from 'vue'

const changes = ref(0)

/** How often the set of whom the team wants to reach was changed here: figures that count by it are read again. */
export const useWanted = () => ({ changes, changed: () => void changes.value++ })
