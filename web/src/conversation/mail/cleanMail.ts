import DOMPurify from 'dompurify'

const rules = {
  FORBID_TAGS: [
    'style', 'form', 'input', 'button', 'textarea', 'select', 'option', 'svg', 'math', 'audio', 'video', 'source', 'picture', 'template',
    'dialog', 'base', 'meta', 'link', 'iframe', 'object', 'embed', 'noscript', 'title',
  ],
  FORBID_ATTR: ['id', 'name', 'background', 'poster', 'srcset', 'ping', 'usemap', 'class', 'autofocus', 'popover', 'tabindex', 'accesskey'],
  ALLOW_DATA_ATTR: false,
  ADD_ATTR: ['data-remote-src'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/api\/v1\/(?:attachments|messages)\/|data:image\/(?:png|gif|jpe?g|webp);base64,)/i,
}

const ownPicture = /^(?:\/api\/v1\/(?:attachments|messages)\/|data:image\/(?:png|gif|jpe?g|webp);base64,)/i
// What could load something, or leave the place that the mail was given.
const unsafeStyle =
  /url\s*\(|image-set|expression|@import|var\s*\(|position\s*:|\\|z-index|content\s*:|cursor\s*:|behavior|-moz-binding|transform|animation|transition/i

/** The server's allow-list was first; this is the second, with the browser's own parser. Gives nodes, never text to be parsed again. */
export function cleanMail(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, { ...rules, RETURN_DOM_FRAGMENT: true })
  for (const element of fragment.querySelectorAll('*')) {
    keepStyle(element)
    if (element.tagName === 'A' || element.tagName === 'AREA') sendOutside(element)
    if (element.hasAttribute('src')) keepPicture(element)
  }
  return fragment
}

/** Styles travel as data and are set one by one later: the page's policy knows no inline style. */
function keepStyle(element: Element) {
  const style = element.getAttribute('style')
  if (style === null) return
  element.removeAttribute('style')
  const kept = style.split(';').filter((rule) => rule.trim() && !unsafeStyle.test(rule))
  if (kept.length) element.setAttribute('data-css', kept.join(';').slice(0, 2_000))
}

function sendOutside(link: Element) {
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener noreferrer nofollow')
  const href = link.getAttribute('href')
  if (href && !/^(https?:|mailto:|tel:)/i.test(href.trim())) link.removeAttribute('href')
  else if (href) link.setAttribute('title', href)
}

/** A picture from elsewhere waits for a click, whoever forgot to hold it back. */
function keepPicture(element: Element) {
  const source = element.getAttribute('src') ?? ''
  if (element.tagName === 'IMG' && ownPicture.test(source)) return
  element.removeAttribute('src')
  if (element.tagName === 'IMG' && /^https?:/i.test(source)) element.setAttribute('data-remote-src', source)
}
