import { ref } from 'vue'
import { listChannels } from '@/api/settings'
import type { Channel } from '@/api/types'

const channels = ref<Channel[]>([])
let asked = false

/** What the server says of its channels; asked once, and again when it could not be reached. */
export function useChannels() {
  if (!asked) {
    asked = true
    void listChannels().then((all) => (channels.value = all), () => (asked = false))
  }
  return channels
}
