import { address, marks } from './client'
import { Problem, type ProblemBody } from './problem'
import type { Attachment } from './types'

/** Sends one file as it is. XMLHttpRequest, because fetch cannot tell how far an upload has come. */
export function upload(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address('/attachments', { name: file.name || 'file' }))
    Object.entries(marks()).forEach(([name, value]) => request.setRequestHeader(name, value))
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onerror = () => reject(new Problem(0))
    request.onabort = () => reject(new Problem(0))
    request.onload = () => {
      const body = parse(request.responseText)
      if (request.status < 300) resolve(body as Attachment)
      else reject(new Problem(request.status, body as ProblemBody))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
