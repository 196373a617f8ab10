import '@testing-library/jest-dom/vitest'
import { afterEach } from 'vitest'
import { cleanup, configure } from '@testing-library/vue'

afterEach(() => cleanup())

// What a test waits for comes in milliseconds, and on a loaded machine in seconds.
configure({ asyncUtilTimeout: 20_000 })

// jsdom has no layout: what only layout could answer stands still here.
Element.prototype.scrollIntoView ??= () => undefined
Element.prototype.scrollTo ??= () => undefined
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.setAttribute('open', '')
}
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.removeAttribute('open')
  this.dispatchEvent(new Event('close'))
}

// jsdom has no Web Locks: these are those of one page.
const held = new Map<string, Promise<unknown>>()
Object.defineProperty(navigator, 'locks', {
  configurable: true,
  value: {
    request(name: string, ...rest: [{ ifAvailable?: boolean }, (lock: object | null) => unknown] | [(lock: object | null) => unknown]) {
      const act = rest.length === 2 ? rest[1] : rest[0]
      const before = held.get(name)
      if (before && rest.length === 2 && rest[0].ifAvailable) return Promise.resolve(null).then(act)
      const mine: Promise<unknown> = (before ?? Promise.resolve()).then(() => act({ name })).finally(() => held.get(name) === ended && held.delete(name))
      const ended = mine.catch(() => undefined)
      held.set(name, ended)
      return mine
    },
  },
})
