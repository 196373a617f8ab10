import type { ChannelFace } from './index'

export const mastodon: ChannelFace = {
  icon: 'at',
  named: (text) => text.match(/(?<![=/\p{L}\p{M}\p{N}_])@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@[\p{L}\p{M}\p{N}_]+(?:[.-]+[\p{L}\p{M}\p{N}_]+)*)?/giu) ?? [],
  words: {
    en: {
      name: 'a Mastodon account',
      title: 'Mastodon',
      setting: { url: 'Server', token: 'Access token' },
      hint: {
        url: 'Such as https://mastodon.example, without the name of the account.',
        token: 'From Preferences, Development: a new application with the scopes read and write.',
      },
    },
    fr: {
      name: 'un compte Mastodon',
      title: 'Mastodon',
      setting: { url: 'Serveur', token: 'Jeton d’accès' },
      hint: {
        url: 'Par exemple https://mastodon.exemple, sans le nom du compte.',
        token: 'De Préférences, Développement : une nouvelle application avec les droits read et write.',
      },
    },
  },
}
