import { createI18n } from 'vue-i18n'
import { channelWords } from '@/channels'
import en from './en.json'
import { learn } from './said'

export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

const kept = 'inbox.language'

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: { ...en, ...channelWords('en') } } as Record<string, typeof en>,
  // In French, zero is singular.
  pluralRules: { fr: (count: number, choices: number) => (choices < 3 ? (count < 2 ? 0 : 1) : Math.min(count, 2)) },
})

const loaders: Record<Exclude<Language, 'en'>, () => Promise<[{ default: typeof en }, { default: Record<string, string> }]>> = {
  fr: () => Promise.all([import('./fr.json'), import('./said.fr')]),
}

export async function speak(language: Language) {
  const [words, sentences] = language === 'en' ? [] : await loaders[language]()
  if (words) i18n.global.setLocaleMessage(language, { ...words.default, ...channelWords(language) })
  learn(sentences?.default ?? null)
  i18n.global.locale.value = language
  document.documentElement.lang = language
  localStorage.setItem(kept, language)
}

/** What the reader chose here before, else what the browser asks for. */
export function preferredLanguage(asked: readonly string[] = [localStorage.getItem(kept) ?? '', ...navigator.languages]): Language {
  for (const one of asked) {
    const known = languages.find((language) => one.toLowerCase().split('-')[0] === language)
    if (known) return known
  }
  return 'en'
}
