import type { ChannelFace } from './index'

export const webhook: ChannelFace = {
  icon: 'plug',
  words: {
    en: {
      name: 'a signed webhook',
      title: 'Webhook',
      setting: { secret: 'Secret', replyUrl: 'Where replies go' },
      hint: {
        secret: 'whsec_ and the Base64 of 24 to 64 random bytes. While you replace it: the new one, a space, the old one.',
        replyUrl: 'Your address, such as https://example.com/inbox. Without it nobody can answer here.',
      },
    },
    fr: {
      name: 'un webhook signé',
      title: 'Webhook',
      setting: { secret: 'Secret', replyUrl: 'Adresse des réponses' },
      hint: {
        secret: 'whsec_ suivi de 24 à 64 octets aléatoires en Base64. Pendant un remplacement : le nouveau, une espace, l’ancien.',
        replyUrl: 'Votre adresse, par exemple https://exemple.fr/inbox. Sans elle, personne ne peut répondre ici.',
      },
    },
  },
}
