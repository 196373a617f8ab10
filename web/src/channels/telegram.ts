import type { ChannelFace } from './index'

export const telegram: ChannelFace = {
  icon: 'send',
  advanced: ['mode', 'apiUrl'],
  words: {
    en: {
      name: 'a Telegram bot',
      title: 'Telegram',
      setting: { token: 'Bot token', mode: 'How messages come in', apiUrl: 'Bot API server' },
      hint: { token: 'From {\'@\'}BotFather: /newbot, or /token for a bot that you have.', mode: 'Pushing needs a public https address.' },
      choice: { mode: { polling: 'Inbox asks Telegram', webhook: 'Telegram pushes' } },
    },
    fr: {
      name: 'un bot Telegram',
      title: 'Telegram',
      setting: { token: 'Jeton du bot', mode: 'Arrivée des messages', apiUrl: 'Serveur de l’API Bot' },
      hint: { token: 'De {\'@\'}BotFather : /newbot, ou /token pour un bot que vous avez déjà.', mode: 'L’envoi par Telegram demande une adresse https publique.' },
      choice: { mode: { polling: 'Inbox interroge Telegram', webhook: 'Telegram envoie' } },
    },
  },
}
