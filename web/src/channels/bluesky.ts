import type { ChannelFace } from './index'

export const bluesky: ChannelFace = {
  icon: 'chat',
  advanced: ['service'],
  words: {
    en: {
      name: 'Bluesky account',
      title: 'Bluesky',
      setting: { identifier: 'Handle', password: 'App password', service: 'Server' },
      hint: {
        identifier: 'Such as shop.bsky.social.',
        password: 'From Settings, Privacy and security, App passwords; not the account’s own.',
        service: 'Where the account is kept, when that is not Bluesky’s own server.',
      },
    },
    fr: {
      name: 'un compte Bluesky',
      title: 'Bluesky',
      setting: { identifier: 'Pseudo', password: 'Mot de passe d’application', service: 'Serveur' },
      hint: {
        identifier: 'Par exemple boutique.bsky.social.',
        password: 'De Paramètres, Vie privée et sécurité, Mots de passe d’application ; pas celui du compte.',
        service: 'Là où le compte est hébergé, si ce n’est pas chez Bluesky.',
      },
    },
  },
}
