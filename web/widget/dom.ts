type Child = Node | string | false | null | undefined

/** An element with attributes and children; words only ever become text. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string | boolean | ((e: Event) => void)> = {}, ...children: Child[]) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'function') node.addEventListener(name, value)
    else if (value !== false) node.setAttribute(name, value === true ? '' : value)
  node.append(...children.filter((c): c is Node | string => !!c))
  return node
}

export function icon(shape: string) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  svg.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path')).setAttribute('d', shape)
  return svg
}

/** Text with its links as links. */
export const linked = (text: string) =>
  text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/).map((part, i) => (i % 2 ? el('a', { href: part, target: '_blank', rel: 'noopener noreferrer nofollow' }, part) : part))

/** The colour of words on a colour: whichever of black and white is further from it (WCAG 2, relative luminance). */
export function onColor(color: string) {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = parseInt(color.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) >= 4.5 ? '#ffffff' : '#111111'
}
