import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { wordsFor, wrongWith } from '@/ui/problemWords'
import { speak } from '.'
import { literalsOf } from './csharp'
import french from './said.fr'
import { translator } from './templates'

const services = '../services'

/**
 * Where sentences come from that staff may read: every room but the host, which speaks to whoever starts it, and storage, which speaks to both others; and the demo's
 * stand-in for channels. Left out is what visitors of a website chat and platforms that push to us read, and what a mail is recognised by.
 */
const rooms = readdirSync(services, { withFileTypes: true }).filter((one) => one.isDirectory() && !['Host', 'Storage'].includes(one.name)).map((one) => one.name)
const others = [
  /^Connectors\/Chat\/Chat(Answers|Guard|Pages|Seats|Upload|Reader)\.cs$/,
  // Words that stand in a message, as if its author had written them.
  /^Connectors\/Meta\/MetaAttachments\.cs$/,
  /^Connectors\/(Hooks\/HookDoor|Webhook\/WebhookSignature|Meta\/MetaHook)\.cs$/,
  /^Gateway\/Http\/(ApiDescription|CrossSite|Json)\.cs$/,
  /^Mail\/(Text|Marks|Reports|Charsets|Mime|Writing)\//,
]
/** What stands before a text that nobody on the staff reads: logs, mistakes of ours, notes that only `normalize` shows, refusals of a delivery that is not genuine. */
const unread = /(?:[lL]og\w*\.Log\w+|throw new (?:InvalidOperation|Argument\w*|NotSupported|Json|Hub|IO)Exception|\bNote\(|Reason = |Ignore\(|Elsewhere\(|HookAnswer\.Refuse)[^;]*$/

const within = (room: string) => readdirSync(`${services}/${room}`, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`)
const files = ['Host/Demo/DemoChannel.cs', ...rooms.flatMap(within).filter((file) => /\.cs$/.test(file) && !/\/(obj|bin)\//.test(file))]
const literals = files.filter((file) => !others.some((one) => one.test(file))).flatMap((file) => literalsOf(readFileSync(`${services}/${file}`, 'utf8')).map((one) => ({ ...one, file })))

/** A text with words that begins like a sentence and has the end of one, or ends like one. */
const isSentence = (text: string) =>
  /[a-z]{2,} (?:.*[^.\w])?[a-z{]/.test(text) && !/\{[A-Za-z]/.test(text) && ((/^['"(]*(?:\{\}|[A-Z])/.test(text) && /[.?!:]['")]*(?:\s|\{|$)/.test(text)) || /[.?!]['")]*$/.test(text))
const sentences = literals.filter((one) => isSentence(one.text) && !unread.test(one.before))

const filled = (template: string, value: (at: number) => string) => {
  let next = 0
  return template.replace(/\{(\d?)\}/g, (_, which: string) => value(which === '' ? next++ : Number(which)))
}
const say = translator(french)

describe('what the server says', () => {
  it('has French for every sentence that staff may read', () => {
    expect(sentences.length).toBeGreaterThan(400)
    const missing = sentences.filter((one) => !(one.text in french)).map((one) => `${one.file}: ${one.text}`)
    expect([...new Set(missing)]).toEqual([])
  })

  it('is still said where French waits for it', () => {
    const all = new Set(literals.map((one) => one.text.trim()))
    expect(Object.keys(french).filter((template) => !all.has(template))).toEqual([])
  })

  it('is found again with its values, whatever other sentences are alike', () => {
    const value = (at: number) => `w${at}`
    const wrong = Object.entries(french).filter(([english, words]) => say(filled(english, value)) !== filled(words, value))
    expect(wrong).toEqual([])
  })

  it.each([
    ['A sentence with a value', "There is no channel 'fax'. There are: email, chat.", 'Le canal « fax » n’existe pas. Il y a : email, chat.'],
    ['several sentences, and the words of a server', 'imap.a.fr did not accept the user name and password. Check both; the user name is often the whole address. With two-step sign-in an app password is needed. (The server said: [AUTHENTICATIONFAILED] No. Really.)', 'imap.a.fr n’a pas accepté le nom d’utilisateur et le mot de passe. Vérifiez les deux ; le nom est souvent l’adresse entière. Avec la double authentification, il faut un mot de passe d’application. (Réponse du serveur : [AUTHENTICATIONFAILED] No. Really.)'],
    ['a sentence within a sentence', 'There is no host named a.fr. Check the address. It was tried 5 times; send it again later.', 'Aucun serveur ne s’appelle a.fr. Vérifiez l’adresse. Il y a eu 5 essais ; renvoyez plus tard.'],
    ['a word of ours as a value', 'The reply has 300 characters; this channel takes 280.', 'La réponse a 300 caractères ; ce canal en accepte 280.'],
    ['a value that may be missing', 'Bluesky asks to wait until 14:00 UTC: more was asked than it allows.', 'Bluesky demande d’attendre jusqu’à 14:00 UTC : il a été sollicité plus qu’il ne permet.'],
    ['places in another order', "There is no conversation 'c1', or you may not see it.", '« c1 » (conversation) n’existe pas, ou vous n’y avez pas accès.'],
    ['a known sentence beside a strange one', 'Ouch. The reply is empty.', 'Ouch. La réponse est vide.'],
    ['nothing that is known', 'InvalidOperationException: Sequence contains no elements', 'InvalidOperationException: Sequence contains no elements'],
  ])('is told in French: %s', (_, english, words) => expect(say(english)).toBe(words))

  it('stands in the page in the language that was chosen', async () => {
    const problem = new Problem(422, { detail: 'The reply is empty.', errors: { email: ["'a' belongs to a member already."] } })
    await speak('fr')
    expect([wordsFor(problem, String), wrongWith(problem).email]).toEqual(['La réponse est vide.', ['« a » appartient déjà à un membre.']])
    await speak('en')
    expect(wordsFor(problem, String)).toBe('The reply is empty.')
  })

  it('is read to its end, however a vendor goes on', () => {
    const words = 'a: b. '.repeat(300).trim()
    expect(say(`X refused it: ${words}`)).toBe(`X l’a refusé : ${words}`)
  })
})
