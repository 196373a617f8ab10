/** The socket that says "look": it carries no words of anybody. Comes back by itself, sooner when the browser says that there is a network again. */
export class Stream {
  private socket?: WebSocket
  private failures = 0
  private timer = 0
  private watch = 0

  constructor(
    private readonly url: string,
    private readonly token: () => string,
    private readonly heard: (news: boolean, staffed: boolean, typing: boolean) => void,
    private readonly changed: (isOpen: boolean) => void,
  ) {
    addEventListener('online', () => this.open())
    document.addEventListener('visibilitychange', () => document.hidden || this.open())
  }

  /** Connects unless it is connected. */
  open() {
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) return
    clearTimeout(this.timer)
    const socket = (this.socket = new WebSocket(this.url))
    socket.onopen = () => socket.send(this.token())
    socket.onmessage = (event) => {
      this.failures = 0
      this.changed(true)
      this.alive()
      const { news, staffed, typing = false } = JSON.parse(String(event.data)) as { news: boolean; staffed: boolean; typing?: boolean }
      this.heard(news, staffed, typing)
    }
    socket.onclose = () => {
      if (socket !== this.socket) return
      clearTimeout(this.watch)
      this.changed(false)
      const wait = Math.min(30_000, 500 * 2 ** this.failures++) * (0.5 + Math.random())
      this.timer = window.setTimeout(() => this.open(), wait)
    }
    this.alive()
  }

  /** Connects anew, as another visitor. */
  again() {
    if (this.socket) this.socket.onclose = this.socket.onmessage = null
    this.socket?.close()
    this.socket = undefined
    this.open()
  }

  /** A connection that is silent for longer than its sign of life is dead, whatever the browser believes. */
  private alive() {
    clearTimeout(this.watch)
    this.watch = window.setTimeout(() => {
      const dead = this.socket
      this.socket = undefined
      if (dead) dead.onclose = dead.onmessage = null
      dead?.close()
      this.changed(false)
      this.open()
    }, 60_000)
  }
}
