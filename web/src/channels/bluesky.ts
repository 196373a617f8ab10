import type { ChannelFace } from './index'

export const bluesky: ChannelFace = {
  icon: 'cloud',
  advanced: ['messages', 'service'],
  words: {
    en: {
      name: 'a Bluesky account',
      title: 'Bluesky',
      setting: { identifier: 'Handle', password: 'App password', messages: 'Direct messages', service: 'Server' },
      hint: {
        identifier: 'Such as shop.bsky.social.',
        password: 'From Settings, Privacy and security, App passwords; not the account’s own. Tick Allow access to your direct messages.',
        messages: 'Automatic reads them at Bluesky’s own server. Off for an app password without access to them.',
        service: 'Where the account is kept, when that is not Bluesky’s own server.',
      },
      choice: { messages: { auto: 'Automatic', on: 'Read', off: 'Leave alone' } },
    },
    fr: {
      name: 'un compte Bluesky',
      title: 'Bluesky',
      setting: { identifier: 'Pseudo', password: 'Mot de passe d’application', messages: 'Messages privés', service: 'Serveur' },
      hint: {
        identifier: 'Par exemple boutique.bsky.social.',
        password: 'De Paramètres, Vie privée et sécurité, Mots de passe d’application ; pas celui du compte. Cochez l’accès aux messages privés.',
        messages: 'Automatique les lit sur le serveur de Bluesky. À couper pour un mot de passe d’application qui n’y a pas accès.',
        service: 'Là où le compte est hébergé, si ce n’est pas chez Bluesky.',
      },
      choice: { messages: { auto: 'Automatique', on: 'Les lire', off: 'Ne pas y toucher' } },
    },
  },
}
