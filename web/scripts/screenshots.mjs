// Takes the pictures of the README again, from a running demo: INBOX_URL=<the link that demo prints> node scripts/screenshots.mjs [FOLDER]
// Chromium is Debian's; what drives it is the package that the system tests bring along (build tests/Inbox.SystemTests once).
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const driver = new URL('../../tests/Inbox.SystemTests/bin/Debug/net10.0/.playwright/package/index.mjs', import.meta.url)
const { chromium } = await import(driver).catch(() => {
  throw new Error('Build tests/Inbox.SystemTests first: dotnet build tests/Inbox.SystemTests')
})
const link = process.env.INBOX_URL
if (!link) throw new Error('Start the demo (dotnet run --project services/Host -- demo) and give its link: INBOX_URL=http://localhost:5080/demo/…')
const folder = process.argv[2] ?? fileURLToPath(new URL('../screenshots', import.meta.url))
mkdirSync(folder, { recursive: true })

const wide = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })

/** A signed-in page; names end with what is unusual about it. */
async function open({ size = wide, scheme = 'light', locale = 'en-GB' }) {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, locale, reducedMotion: 'reduce', hasTouch: size === phone, isMobile: size === phone })
  const page = await context.newPage()
  await page.goto(link)
  await page.waitForSelector('.card')
  return page
}

/** Looks once the page has drawn what it was told. */
async function take(page, name) {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.screenshot({ path: `${folder}/${name}.png` })
}

/** A conversation that shows much: the longest of those that wait. */
async function busiest(page) {
  return page.evaluate(async () => {
    const { items } = await (await fetch('/api/v1/conversations?state=waiting&limit=50')).json()
    return items.sort((a, b) => b.messages - a.messages || b.tags.length - a.tags.length)[0].id
  })
}

/** A comment whose author is spoken with in private as well. */
async function answeredInPrivate(page) {
  return page.evaluate(async () => {
    const { items } = await (await fetch('/api/v1/conversations?limit=200')).json()
    return items.find((open) => open.visibility === 'public' && items.some((talk) => talk.visibility === 'private' && talk.channel !== open.channel && talk.person.id === open.person.id)).id
  })
}

const scenes = {
  async inbox(page, name) {
    await take(page, name('inbox'))
  },
  async conversation(page, name) {
    await page.goto(new URL(`/waiting/${await busiest(page)}`, link).href)
    await page.waitForSelector('article')
    await take(page, name('conversation'))
  },
  async comment(page, name) {
    await page.goto(new URL(`/waiting/${await answeredInPrivate(page)}`, link).href)
    await page.waitForSelector('article')
    await take(page, name('comment'))
    await page.goto(new URL(`/waiting/${await busiest(page)}`, link).href)
    await page.waitForSelector('article')
  },
  async reply(page, name) {
    const french = await page.evaluate(() => document.documentElement.lang === 'fr')
    await page.locator('textarea').fill(french ? 'Bonjour, merci de votre message. Nous regardons cela tout de suite.' : 'Thank you for telling us. We are looking into it right now and will write again before noon.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: /^(Undo|Annuler)$/ }).waitFor()
    await take(page, name('reply'))
  },
  async person(page, name) {
    if (page.viewportSize().width >= 1280) return
    await page.locator('textarea').blur()
    await page.keyboard.press('p')
    await page.waitForSelector('aside')
    await take(page, name('person'))
  },
  async palette(page, name) {
    await page.keyboard.press('Control+k')
    await page.waitForSelector('dialog[open]')
    await take(page, name('palette'))
    await page.keyboard.press('Escape')
  },
  async settings(page, name) {
    await page.goto(new URL('/settings/accounts', link).href)
    await page.getByText(/^(Does not work|Ne fonctionne pas)$/).scrollIntoViewIfNeeded()
    await take(page, name('settings'))
  },
  async reports(page, name) {
    for (const home of ['managers', 'marketers']) {
      await page.goto(new URL(`/reports/${home}?days=91`, link).href)
      await page.waitForSelector('figure svg')
      await take(page, name(home))
    }
  },
  async search(page, name) {
    await page.goto(new URL('/search?q=order', link).href)
    await page.waitForSelector('.card')
    await take(page, name('search'))
  },
  async signIn(page, name) {
    await page.context().clearCookies()
    await page.goto(new URL('/sign-in', link).href)
    await page.waitForSelector('form')
    await take(page, name('sign-in'))
    await page.goto(new URL('/welcome#0', link).href)
    await page.waitForSelector('form')
    await take(page, name('welcome'))
  },
}

for (const [look, suffix] of [
  [{}, ''],
  [{ scheme: 'dark' }, '-dark'],
  [{ size: phone }, '-phone'],
  [{ size: phone, scheme: 'dark' }, '-phone-dark'],
  [{ locale: 'fr-FR' }, '-fr'],
]) {
  const page = await open(look)
  for (const scene of Object.values(scenes)) await scene(page, (name) => `${name}${suffix}`)
  await page.context().close()
}
await browser.close()
