import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'

export type Pictures = 'own' | 'all'

/** The same document as a file that the host serves under its own policy, which allows pictures from elsewhere: only after a click. */
export const picturesAddress = '/mail-frame.html'

export type Colours = { ink: string; link: string; line: string }

/** The frame's whole document before the mail is put in. The page's own policy holds in it too; this one is narrower. */
export function frameDocument() {
  const policy = `default-src 'none'; font-src 'self'; img-src 'self' data: blob:; form-action 'none'; base-uri 'none'`
  return (
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark"><title>-</title></head><body></body></html>`
  )
}

/** Puts a cleaned mail into its frame: node by node, styles through the object model, quoted history folded. */
export function fillFrame(document: Document, mail: DocumentFragment, words: { quoted: string }, colours: Colours) {
  const view = document.defaultView
  if (view) {
    const own = new (view as Window & typeof globalThis).CSSStyleSheet()
    own.replaceSync(sheet(colours))
    document.adoptedStyleSheets = [own]
  }
  document.body.replaceChildren(document.importNode(mail, true))
  document.body.dir = 'auto'
  for (const element of document.querySelectorAll<HTMLElement>('[data-css]')) {
    element.style.cssText = element.dataset.css ?? ''
    element.removeAttribute('data-css')
  }
  document.body.classList.toggle('paper', hasOwnColours(document))
  foldQuotes(document, words.quoted)
}

/** Makes a mail that is wider than its place smaller, as far as it can still be read; what is left of it scrolls. */
export function fitFrame(document: Document) {
  const { body, documentElement: root } = document
  body.style.zoom = ''
  const wide = Math.max(body.scrollWidth, root.scrollWidth)
  if (wide > root.clientWidth) body.style.zoom = String(Math.max(smallest, root.clientWidth / wide))
  const bar = root.scrollWidth > root.clientWidth ? 16 : 0
  return Math.ceil(body.getBoundingClientRect().height) + bar
}

const smallest = 0.6

const sheet = ({ ink, link, line }: Colours) => `
  @font-face { font-family: 'Inter Variable'; font-weight: 100 900; src: url('${new URL(inter, location.href).href}') format('woff2'); }
  body { margin: 0; color: ${ink}; background: transparent; font: 15px/1.55 'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere; overflow-y: hidden; }
  body.paper { color: #1a1b20; background: #fff; padding: 16px; border-radius: 8px; color-scheme: light; }
  a, summary { color: ${link}; }
  body.paper a, body.paper summary { color: #2f44b8; }
  img { max-width: 100%; height: auto; }
  img[data-remote-src]:not([src]) { min-width: 24px; min-height: 24px; outline: 1px dashed ${line}; border-radius: 4px; }
  table { max-width: 100%; }
  td, th { overflow-wrap: break-word; }
  a, pre { overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; }
  body > :first-child, body > :first-child > p:first-child { margin-top: 0; }
  body > :last-child { margin-bottom: 0; }
  blockquote { margin: 8px 0; padding-inline-start: 12px; border-inline-start: 2px solid ${line}; }
  summary { cursor: pointer; font-weight: 500; font-size: 13px; margin-top: 8px; width: fit-content; }
`

/** A mail that brings its own colours was made for white paper, and gets it in the dark as well. */
function hasOwnColours(document: Document) {
  const styled = [...document.body.querySelectorAll<HTMLElement>('*')].slice(0, 2_000)
  return styled.some((element) => element.hasAttribute('bgcolor') || element.hasAttribute('color') || element.style.color !== '' || element.style.backgroundColor !== '')
}

function foldQuotes(document: Document, words: string) {
  const quotes = [...document.body.querySelectorAll('blockquote')].filter((quote) => !quote.parentElement?.closest('blockquote'))
  const last = quotes.at(-1)
  if (!last || textBetween(document.body, null, last) === '' || textBetween(document.body, last, null).length > 200) return
  const details = document.createElement('details')
  const summary = document.createElement('summary')
  summary.textContent = words
  last.replaceWith(details)
  details.append(summary, last)
}

function textBetween(body: HTMLElement, after: Element | null, before: Element | null) {
  const range = body.ownerDocument.createRange()
  range.selectNodeContents(body)
  if (after) range.setStartAfter(after)
  if (before) range.setEndBefore(before)
  return range.toString().trim()
}
