// What a site pastes. It puts a button and a frame from our origin into a shadow root: nothing of the page's style reaches them, and the page's policy must only allow
// this script and this frame. Styles are constructed, which a policy against inline styles does not forbid.
;(() => {
  const script = document.currentScript as HTMLScriptElement | null
  const account = script && /^(.*)\/chat\/([^/]+)\.js$/.exec(new URL(script.src).pathname)
  if (!script || !account || document.querySelector('inbox-chat')) return
  const origin = new URL(script.src).origin
  const french = /^fr/i.test(script.dataset.language || document.documentElement.lang || navigator.language)
  const words = french ? { open: 'Ouvrir le chat', close: 'Fermer le chat', unread: ['nouveau message', 'nouveaux messages'] } : { open: 'Open the chat', close: 'Close the chat', unread: ['new', 'new'] }

  const host = document.createElement('inbox-chat')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    :host::backdrop { display: none !important; }
    :host { all: initial !important; position: fixed !important; inset: auto 20px 20px auto !important; z-index: 2147483000 !important; display: block !important; }
    button { all: unset; box-sizing: border-box; position: relative; display: grid; place-items: center; inline-size: 56px; block-size: 56px; border-radius: 50%; cursor: pointer;
      background: var(--accent, #3b5bdb); color: var(--on-accent, #fff); box-shadow: 0 6px 20px rgb(0 0 0 / .22), 0 1px 3px rgb(0 0 0 / .2); transition: transform .15s; }
    button:hover { transform: translateY(-2px); }
    button:focus-visible { outline: 3px solid #fff; outline-offset: 0; box-shadow: 0 0 0 6px #111; }
    svg { inline-size: 30px; block-size: 30px; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
    b { position: absolute; inset: -2px -2px auto auto; min-inline-size: 20px; box-sizing: border-box; padding: 0 5px; border-radius: 10px; background: #c92a2a; color: #fff; font: 600 12px/20px system-ui, sans-serif; text-align: center; }
    iframe { all: unset; position: fixed; inset: auto 20px 90px auto; inline-size: min(392px, calc(100vw - 40px)); block-size: min(660px, calc(100vh - 116px)); border-radius: 18px;
      box-shadow: 0 18px 60px rgb(0 0 0 / .28), 0 0 0 1px rgb(0 0 0 / .06); background: Canvas; color-scheme: light dark; }
    [hidden] { display: none; }
    @media (max-width: 480px), (max-height: 480px) { iframe { inset: 0; inline-size: 100vw; block-size: 100vh; block-size: 100dvh; border-radius: 0; } :host([open]) button { display: none; } }
    @media (prefers-reduced-motion: reduce) { button { transition: none; } }
    @media print { :host { display: none !important; } }
  `)
  root.adoptedStyleSheets = [sheet]

  const button = document.createElement('button')
  button.type = 'button'
  button.hidden = true
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  icon.setAttribute('viewBox', '0 0 20 20')
  icon.setAttribute('aria-hidden', 'true')
  const path = icon.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path'))
  const badge = document.createElement('b')
  badge.hidden = true
  button.append(icon, badge)
  const frame = document.createElement('iframe')
  frame.title = 'Chat'
  frame.hidden = true
  frame.src = `${origin}${account[1]}/chat/${account[2]}`
  root.append(frame, button)

  let isOpen = false
  let unread = 0
  // Browsers that give a frame of another origin nothing to keep leave it to the page.
  const key = `inbox-chat:${account[2]}${script.dataset.user ? `:${script.dataset.user}` : ''}`
  const isKept = (name: string | null) => name !== null && (name === key || name.startsWith(`${key}#`))
  const kept = () => {
    try {
      return Object.fromEntries(Object.entries({ ...localStorage }).filter(([name]) => isKept(name)).map(([name, text]) => [name.slice(key.length), text]))
    } catch {
      return null
    }
  }
  const keep = (name: string, text?: string | null) => {
    try {
      if (text == null) localStorage.removeItem(key + name)
      else localStorage.setItem(key + name, text)
    } catch {
      // It lasts as long as the page.
    }
  }
  const tell = (message: object) => frame.contentWindow?.postMessage(message, origin)
  // What the address said of a campaign when the page was opened: sites take it out of the address, or go on to other pages without loading anew. It is kept for as long as the page is open, and nowhere.
  const campaign = [...new URLSearchParams(location.search)].filter(([key]) => /^utm_(campaign|source|medium)$/i.test(key))
  const page = () => ({ url: location.href, title: document.title, campaign: new URLSearchParams(campaign.map(([key, value]) => [key, value.slice(0, 100)])).toString() })

  function show() {
    host.toggleAttribute('open', isOpen)
    frame.hidden = !isOpen
    path.setAttribute('d', isOpen ? 'm5 7.5 5 5 5-5' : 'M4.5 4h11A1.5 1.5 0 0 1 17 5.5v7a1.5 1.5 0 0 1-1.5 1.5H9.8L6 17v-3H4.5A1.5 1.5 0 0 1 3 12.5v-7A1.5 1.5 0 0 1 4.5 4Z')
    badge.hidden = isOpen || unread === 0
    badge.textContent = unread > 9 ? '9+' : String(unread)
    button.setAttribute('aria-label', (isOpen ? words.close : words.open) + (unread && !isOpen ? ` (${unread} ${words.unread[unread > 1 ? 1 : 0]})` : ''))
    button.setAttribute('aria-expanded', String(isOpen))
  }

  function turn(open: boolean) {
    isOpen = open
    show()
    tell({ type: open ? 'open' : 'closed', page: page() })
    if (open) frame.focus()
    else button.focus()
  }

  button.addEventListener('click', () => turn(!isOpen))
  addEventListener('message', (event: MessageEvent) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return
    const said = event.data as { type?: string; accent?: string; onAccent?: string; title?: string; count?: number; name?: string; text?: string | null }
    if (said.type === 'ready') {
      host.style.setProperty('--accent', said.accent ?? '')
      host.style.setProperty('--on-accent', said.onAccent ?? '')
      frame.title = said.title ?? 'Chat'
      const { user, email, name, signature, language } = script.dataset
      tell({ type: 'hello', page: page(), language: language || document.documentElement.lang, kept: kept(), identity: user ? { user, email, name, signature } : null })
      button.hidden = false
    } else if (said.type === 'close') turn(false)
    else if (said.type === 'unread') {
      unread = said.count ?? 0
      show()
    } else if (said.type === 'keep' && isKept(key + said.name)) keep(said.name ?? '', said.text)
    else if (said.type === 'page') tell({ type: 'page', page: page() })
  })
  // What another tab's page keeps for its frame is told to ours.
  addEventListener('storage', (event) => isKept(event.key) && tell({ type: 'kept', name: event.key?.slice(key.length), text: event.newValue }))
  show()
  setTimeout(() => button.hidden && console.warn(`The chat cannot be shown here. If this page has a Content-Security-Policy, it needs: script-src ${origin}; frame-src ${origin}`), 15000)
  // In the top layer, and beside the body: a page that filters, turns or moves its own elements takes what is fixed in them out of sight.
  host.popover = 'manual'
  document.documentElement.append(host)
  host.showPopover?.()
})()
