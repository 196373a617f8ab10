// Writes src/api/schema.ts from the running host's own description of its API. A test compares the hash in its first line with the description.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'

const host = process.env.INBOX_URL ?? 'http://localhost:5080'
const text = await (await fetch(new URL('/openapi/v1.json', host))).text()
const tree = await openapi(JSON.parse(text), { defaultNonNullable: false })
const hash = createHash('sha256').update(text).digest('hex')
writeFileSync(new URL('../src/api/schema.ts', import.meta.url), `// Written by "npm run api" from the description with the SHA-256 ${hash}.\n${astToString(tree)}`)
