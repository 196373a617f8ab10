/**
 * Makes a picture one that is read out: a mark's words go to its link, or make it a picture of its own; groups, which have no role that may be named, lose theirs.
 * Titles would be read a second time, so they stay only for the eye.
 */
export function heard(picture: Element) {
  for (const mark of picture.querySelectorAll('[aria-label]')) {
    const words = mark.getAttribute('aria-label') ?? ''
    const door = mark.closest('a')
    mark.removeAttribute('aria-label')
    if (door) door.setAttribute('aria-label', words)
    else if (mark.localName !== 'g' && mark.localName !== 'svg') {
      mark.setAttribute('role', 'img')
      mark.setAttribute('aria-label', words)
    }
  }
}
