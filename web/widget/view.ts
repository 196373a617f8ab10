import { Trouble, type Entry, type FileShown } from './desk'
import { el, icon, linked } from './dom'
import type { Pending, Talk } from './talk'
import { dayOf, say, timeOf } from './words'

const most = 4000
const picture = /\.(png|jpe?g|gif|webp)$/i
const shapes = {
  close: 'm5.5 5.5 9 9m0-9-9 9',
  send: 'M3.5 4.3 16.8 10 3.5 15.7l1.7-5.7zM5.2 10h6',
  attach: 'm15.5 9.8-5.3 5.3a3.4 3.4 0 0 1-4.8-4.8l5.6-5.6a2.3 2.3 0 0 1 3.2 3.2L8.7 13.4a1.1 1.1 0 0 1-1.6-1.6l5-5',
  file: 'M6 3.5h5.5L15 7v9a.8.8 0 0 1-.8.8H6a.8.8 0 0 1-.8-.8V4.3a.8.8 0 0 1 .8-.8Zm5 .3V7.5h3.7',
}

export type Acts = { close(): void; file(id: string): Promise<Blob>; typing(): void }

/** Shows a conversation. What is on the screen is kept and only added to, so that a screen reader hears what is new and nothing twice. */
export class View {
  readonly field = el('textarea', { rows: '1', 'aria-label': say('write'), placeholder: say('placeholder') })
  private readonly log = el('ol')
  private readonly scroll = el('div', { class: 'log', role: 'log', 'aria-label': say('log'), 'aria-live': 'polite', tabindex: '0' }, this.log)
  private readonly status = el('p', { class: 'status', role: 'status' })
  private readonly typing = el('p', { class: 'typing', role: 'status' })
  private readonly aside = el('div', { class: 'aside' })
  private readonly trouble = el('p', { class: 'trouble', role: 'alert' })
  private readonly shown = new Map<string, HTMLElement>()
  private asks = ''
  private day = ''

  constructor(title: string, private readonly talk: Talk, private readonly acts: Acts, isFrame: boolean) {
    const pick = el('input', { type: 'file', hidden: true, multiple: true, tabindex: '-1', change: () => this.give(pick) })
    document.body.append(
      el(
        'header',
        {},
        el('span', { class: 'mark', 'aria-hidden': 'true' }, title.trim().slice(0, 1).toUpperCase()),
        el('div', { class: 'who' }, el('h1', {}, title), this.status),
        isFrame && el('button', { type: 'button', class: 'plain', 'aria-label': say('close'), click: () => acts.close() }, icon(shapes.close)),
      ),
      el(
        'main',
        {},
        this.scroll,
        this.typing,
        this.aside,
        this.trouble,
        el(
          'form',
          { class: 'composer', submit: (e) => this.submit(e) },
          pick,
          el('button', { type: 'button', class: 'plain', 'aria-label': say('attach'), click: () => pick.click() }, icon(shapes.attach)),
          this.field,
          el('button', { type: 'submit', class: 'send', 'aria-label': say('send') }, icon(shapes.send)),
        ),
      ),
    )
    this.field.addEventListener('input', () => {
      this.grow()
      this.measure()
    })
    this.field.addEventListener('focus', () => acts.typing())
    this.field.addEventListener('keydown', (e) => {
      if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) this.submit(e)
    })
  }

  render() {
    const { talk } = this
    const state = !talk.beginning && !talk.connected ? say('failedToStart') : !talk.connected ? say('lost') : talk.staffed ? say('here') : say('away')
    if (this.status.textContent !== state) this.status.textContent = state
    this.status.dataset.state = !talk.connected ? 'lost' : talk.staffed ? 'here' : 'away'
    if (!talk.beginning) return
    const atEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80
    this.greet(talk.beginning.greeting || say('hello'))
    const list = talk.list()
    const known = new Set(['greeting', ...list.map((e) => e.id), ...talk.pending.map((p) => p.id)])
    for (const [id, node] of this.shown)
      if (!known.has(id)) {
        node.remove()
        this.shown.delete(id)
      }
    for (const entry of list) if (entry.kind === 'message') this.place(entry.id, 'said', () => this.said(entry))
    for (const one of talk.pending) this.place(one.id, one.state, () => this.unsent(one))
    this.ask(list)
    if ((this.typing.textContent !== '') !== talk.isTyping) this.typing.textContent = talk.isTyping ? say('typing') : ''
    if (atEnd) this.scroll.scrollTop = this.scroll.scrollHeight
  }

  private greet(text: string) {
    this.place('greeting', 'said', () => el('li', { class: 'theirs' }, el('div', { class: 'bubble' }, ...linked(text))))
  }

  /** Puts a thing at the end, or in the place of what it was before the server had it; what stands there already is not made again. */
  private place(id: string, key: string, make: () => HTMLElement) {
    const before = this.shown.get(id)
    if (before?.dataset.key === key) return
    const node = make()
    node.dataset.key = key
    this.shown.set(id, node)
    if (before) before.replaceWith(node)
    else this.log.append(node)
  }

  private said(e: Entry) {
    this.dayBefore(e.id, e.at)
    return el(
      'li',
      { class: e.mine ? 'mine' : 'theirs' },
      !e.mine && e.name && el('span', { class: 'name' }, e.name),
      e.mine && el('span', { class: 'heard' }, say('you')),
      e.text && el('div', { class: 'bubble' }, ...linked(e.text)),
      ...e.files.map((f) => this.file(f)),
      el('time', { datetime: new Date(e.at).toISOString() }, timeOf(e.at)),
    )
  }

  /** Says which day it is before the first thing of one; that a chat begins today needs no saying. */
  private dayBefore(id: string, at: number) {
    const day = dayOf(at)
    if (day === this.day || this.shown.has(id)) return
    if (this.day || day !== say('today')) this.log.append(el('li', { class: 'day' }, day))
    this.day = day
  }

  private unsent(p: Pending) {
    this.dayBefore(p.id, p.at)
    return el(
      'li',
      { class: 'mine unsent' },
      el('div', { class: 'bubble' }, p.file ? p.file.name : p.text),
      p.state === 'failed'
        ? el('span', { class: 'state failed' }, say('failed'), ' ', this.link('again', () => this.talk.retry(p.id)), ' ', p.file && this.link('remove', () => this.talk.remove(p.id)))
        : el('span', { class: 'state' }, say(p.state)),
    )
  }

  private link(word: 'again' | 'remove', click: () => void) {
    return el('button', { type: 'button', class: 'link', click }, say(word))
  }

  private file(f: FileShown) {
    const save = async () => {
      this.trouble.textContent = ''
      try {
        const url = URL.createObjectURL(await this.acts.file(f.id))
        el('a', { href: url, download: f.name }).click()
        setTimeout(() => URL.revokeObjectURL(url), 60_000)
      } catch {
        this.trouble.textContent = say('noFile')
      }
    }
    const button = el('button', { type: 'button', class: 'file', 'aria-label': say('saveFile', { name: f.name }), click: () => void save() }, icon(shapes.file), el('span', {}, f.name))
    if (picture.test(f.name) && f.size < 5_000_000)
      void this.acts.file(f.id).then((blob) => {
        const url = URL.createObjectURL(blob)
        const shown = () => {
          button.replaceChildren(image)
          URL.revokeObjectURL(url)
        }
        const image = el('img', { src: url, alt: say('picture', { name: f.name }), load: shown, error: () => URL.revokeObjectURL(url) })
      }, () => undefined)
    return button
  }

  /** Asks for an address once somebody has written and nobody is there, or nobody has answered for a while. */
  private ask(list: Entry[]) {
    const last = list.filter((e) => e.kind === 'message').at(-1)
    const isWaiting = !!last?.mine
    const slow = isWaiting && Date.now() - last.at > 60_000
    const mails = this.talk.beginning?.mails
    const wanted = this.talk.address ? `saved ${this.talk.address}` : isWaiting && !this.talk.staffed ? (mails ? 'leaveAway' : 'reachAway') : slow ? (mails ? 'leaveSlow' : 'reachSlow') : ''
    if (wanted === this.asks || this.aside.contains(document.activeElement)) return
    this.asks = wanted
    if (!wanted) this.aside.replaceChildren()
    else if (wanted.startsWith('saved'))
      this.aside.replaceChildren(el('p', { class: 'saved' }, say(mails ? 'saved' : 'reached', { address: this.talk.address ?? '' }), ' ', el('button', { type: 'button', class: 'link', click: () => this.askFor('') }, say('change'))))
    else this.askFor(say(wanted as 'leaveAway' | 'leaveSlow' | 'reachAway' | 'reachSlow'))
  }

  private askFor(why: string) {
    // The reason may change while the address is being typed.
    const before = this.aside.querySelector<HTMLInputElement>('#address')
    const isTyping = before !== null && document.activeElement === before
    const field = el('input', { type: 'email', id: 'address', autocomplete: 'email', required: true, maxlength: '254' })
    field.value = before?.value ?? ''
    const problem = el('p', { class: 'trouble', role: 'alert', id: 'address-problem' })
    const save = async (e: Event) => {
      e.preventDefault()
      try {
        if (!field.validity.valid) throw new Trouble(400, null)
        await this.talk.leave(field.value.trim())
        this.asks = ''
        this.field.focus()
        this.render()
      } catch (trouble) {
        const isBad = trouble instanceof Trouble && trouble.status === 400
        problem.textContent = say(isBad ? 'badAddress' : 'notSaved')
        field.setAttribute('aria-invalid', String(isBad))
        field.setAttribute('aria-describedby', 'address-problem')
        field.focus()
      }
    }
    this.aside.replaceChildren(
      el('form', { class: 'leave', novalidate: true, submit: (e) => void save(e) }, why && el('p', {}, why), el('label', { for: 'address' }, say('address')), el('div', { class: 'row' }, field, el('button', { type: 'submit', class: 'save' }, say('save'))), problem),
    )
    if (!why || isTyping) field.focus()
  }

  private give(pick: HTMLInputElement) {
    this.trouble.textContent = ''
    for (const file of pick.files ?? [])
      if (file.size > 10_000_000) this.trouble.textContent = say('tooLarge')
      else this.talk.give(file)
    pick.value = ''
    this.scroll.scrollTop = this.scroll.scrollHeight
  }

  private submit(e: Event) {
    e.preventDefault()
    const text = this.field.value.trim()
    if (!text || this.measure() > most) return
    this.trouble.textContent = ''
    this.field.value = ''
    this.grow()
    this.talk.say(text)
    this.scroll.scrollTop = this.scroll.scrollHeight
  }

  /** Says what is too long while it is written or pasted, and cuts nothing off. */
  private measure() {
    const { length } = this.field.value.trim()
    const words = length > most ? say('tooLong', { n: new Intl.NumberFormat(document.documentElement.lang).format(length - most) }) : ''
    if (words || this.field.getAttribute('aria-invalid')) this.trouble.textContent = words
    if (words) this.field.setAttribute('aria-invalid', 'true')
    else this.field.removeAttribute('aria-invalid')
    return length
  }

  private grow() {
    this.field.style.blockSize = 'auto'
    this.field.style.blockSize = `${Math.min(this.field.scrollHeight, 140)}px`
  }
}
