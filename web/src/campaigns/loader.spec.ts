import { afterEach, beforeEach, expect, it, vi } from 'vitest'

// The script that a site pastes, on a page that a campaign led to.
beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('CSSStyleSheet', class { replaceSync() {} })
  const attach = Element.prototype.attachShadow
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, options) {
    return Object.defineProperty(attach.call(this, { ...options, mode: 'open' }), 'adoptedStyleSheets', { value: [], writable: true })
  })
})
afterEach(() => {
  document.body.replaceChildren()
  document.querySelector('inbox-chat')?.remove()
  history.replaceState(null, '', '/')
})

it('tells the chat what the address said of a campaign, also when the site has taken it out of the address since', async () => {
  history.replaceState(null, '', '/roses?utm_source=newsletter&colour=red&utm_campaign=Spring%20sale&gclid=secret')
  const script = document.body.appendChild(Object.assign(document.createElement('script'), { type: 'text/plain', src: 'https://inbox.example/chat/a1.js' }))
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script)
  await vi.importActual('../../widget/loader')
  history.replaceState(null, '', '/tulips')
  const frame = document.querySelector('inbox-chat')?.shadowRoot?.querySelector('iframe')
  const told = vi.fn()
  // Frames have no window of their own here.
  const inside = Object.assign(new EventTarget(), { postMessage: told }) as unknown as Window
  Object.defineProperty(frame, 'contentWindow', { value: inside })
  window.dispatchEvent(Object.defineProperty(new MessageEvent('message', { origin: 'https://inbox.example', data: { type: 'ready' } }), 'source', { value: inside }))

  expect(told).toHaveBeenCalledWith(expect.objectContaining({ type: 'hello', page: { url: `${location.origin}/tulips`, title: document.title, campaign: 'utm_source=newsletter&utm_campaign=Spring+sale' } }), 'https://inbox.example')
  expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, ''])
})

it('speaks the browser\'s language on a page that names none', async () => {
  document.documentElement.removeAttribute('lang')
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('fr-CA')
  const script = document.body.appendChild(Object.assign(document.createElement('script'), { type: 'text/plain', src: 'https://inbox.example/chat/a1.js' }))
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script)
  await vi.importActual('../../widget/loader')
  expect(document.querySelector('inbox-chat')?.shadowRoot?.querySelector('button')?.getAttribute('aria-label')).toBe('Ouvrir le chat')
})
