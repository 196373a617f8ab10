import type { ChannelFace } from './index'

/** The access token begins with the number of its user. */
const guess = (settings: Record<string, string>): Record<string, string> => {
  const owner = /^(\d+)-/.exec(settings.token ?? '')?.[1]
  return owner ? { identifier: owner } : {}
}

export const x: ChannelFace = {
  icon: 'hash',
  guess,
  advanced: ['identifier', 'mode', 'url'],
  words: {
    en: {
      name: 'an X account',
      title: 'X',
      setting: {
        consumerKey: 'API key',
        consumerSecret: 'API key secret',
        token: 'Access token',
        tokenSecret: 'Access token secret',
        identifier: 'User number',
        mode: 'How messages come in',
        url: 'API server',
      },
      hint: {
        consumerKey: 'On your app’s page Keys and tokens at X.',
        token: 'Made after the app was given Read and write and Direct message.',
        identifier: 'The digits before the dash of the access token.',
        mode: 'Pushing needs a plan with the Account Activity API and a public https address.',
      },
      choice: { mode: { polling: 'Inbox asks X', webhook: 'X pushes as well' } },
    },
    fr: {
      name: 'un compte X',
      title: 'X',
      setting: {
        consumerKey: 'Clé d’API',
        consumerSecret: 'Secret de la clé d’API',
        token: 'Jeton d’accès',
        tokenSecret: 'Secret du jeton d’accès',
        identifier: 'Numéro d’utilisateur',
        mode: 'Arrivée des messages',
        url: 'Serveur de l’API',
      },
      hint: {
        consumerKey: 'Sur la page Keys and tokens de votre app chez X.',
        token: 'Créé après avoir donné à l’app Read and write and Direct message.',
        identifier: 'Les chiffres avant le tiret du jeton d’accès.',
        mode: 'L’envoi par X demande une formule avec l’API Account Activity et une adresse https publique.',
      },
      choice: { mode: { polling: 'Inbox interroge X', webhook: 'X envoie aussi' } },
    },
  },
}
