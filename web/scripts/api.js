// Writes src/api/schema.ts from the running host's own description of its API.
import { writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'

const host = process.env.INBOX_URL ?? 'http://localhost:5080'
const tree = await openapi(new URL('/openapi/v1.json', host), { defaultNonNullable: false })
writeFileSync(new URL('../src/api/schema.ts', import.meta.url), astToString(tree))
