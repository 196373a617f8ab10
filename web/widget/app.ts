import { Desk, type Identity, type Page } from './desk'
import { onColor } from './dom'
import { Keep } from './keep'
import { Talk } from './talk'
import { View } from './view'
import { speak } from './words'
import './app.css'

type Hello = { type: string; page?: Page; identity?: Identity | null; language?: string; kept?: Record<string, string> | null; name?: string; text?: string | null }

const { account = '', title = '', color = '#3b5bdb' } = document.body.dataset
const isFrame = window.parent !== window
const onAccent = onColor(color)
document.documentElement.style.setProperty('--accent', color)
document.documentElement.style.setProperty('--on-accent', onAccent)

// The page around learns that there is a chat and how much of it is new; what it keeps for us goes to it alone, once it has said who it is.
let around = '*'
const tell = (message: object) => isFrame && window.parent.postMessage(message, around)

function begin(hello: Hello) {
  speak(new URLSearchParams(location.search).get('language') ?? hello.language)
  document.documentElement.classList.toggle('framed', isFrame)
  const identity = hello.identity?.user ? hello.identity : null
  const keep = new Keep(`inbox-chat:${account}${identity ? `:${identity.user}` : ''}`, hello.kept, (name, text) => tell({ type: 'keep', name, text }))
  const desk = new Desk(`${location.origin}${location.pathname.replace(/\/$/, '')}`)
  let isLooking = !isFrame
  const changed = () => {
    view.render()
    tell({ type: 'unread', count: talk.unread(isLooking && !document.hidden) })
  }
  const talk: Talk = new Talk(desk, keep, identity, changed)
  const view: View = new View(title, talk, { close: () => tell({ type: 'close' }), file: desk.file, typing: () => tell({ type: 'page' }) }, isFrame)
  if (hello.page) talk.page = hello.page
  addEventListener('keydown', (e) => e.key === 'Escape' && tell({ type: 'close' }))
  addEventListener('message', (e: MessageEvent<Hello>) => {
    if (e.source !== window.parent || !isFrame) return
    if (e.data.page) talk.page = e.data.page
    if (e.data.type === 'kept') keep.take(e.data.name ?? '', e.data.text ?? null)
    if (e.data.type === 'open') {
      isLooking = true
      void talk.start()
      view.field.focus()
      changed()
    } else if (e.data.type === 'closed') isLooking = false
  })
  setInterval(changed, 15_000)
  // A page that is only looked at asks nothing of the server.
  if (!isFrame || keep.now.talked) void talk.start()
  if (!isFrame) view.field.focus()
}

if (isFrame) {
  addEventListener('message', function first(e: MessageEvent<Hello>) {
    if (e.source !== window.parent || e.data?.type !== 'hello') return
    removeEventListener('message', first)
    around = e.origin
    begin(e.data)
  })
  tell({ type: 'ready', accent: color, onAccent, title })
} else begin({ type: 'hello' })
