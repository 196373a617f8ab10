import type { ChannelFace } from './index'

export const chat: ChannelFace = {
  icon: 'chat',
  advanced: ['sites', 'secret'],
  paste: (origin, account) => `<script async src="${origin}/chat/${account}.js"></${'script'}>`,
  words: {
    en: {
      name: 'your website’s chat',
      title: 'Website chat',
      setting: { greeting: 'Greeting', color: 'Colour', mailAddress: 'Answer by e-mail from', sites: 'Sites that may show it', secret: 'Identity secret' },
      hint: {
        greeting: 'What stands at the beginning of every chat.',
        mailAddress: 'The address of a connected mailbox. Who has left and gave an address is answered from there.',
        sites: 'Like https://www.example.com, several with a space between. Empty: every site.',
        secret: 'Signs who is signed in on your site. Make one with: openssl rand -hex 32',
      },
    },
    fr: {
      name: 'le chat de votre site',
      title: 'Chat du site',
      setting: { greeting: 'Message d’accueil', color: 'Couleur', mailAddress: 'Répondre par e-mail depuis', sites: 'Sites autorisés', secret: 'Secret d’identité' },
      hint: {
        greeting: 'Ce qui figure au début de chaque conversation.',
        mailAddress: 'L’adresse d’une boîte connectée. Qui est parti en laissant une adresse reçoit la réponse depuis celle-ci.',
        sites: 'Par exemple https://www.exemple.fr, plusieurs séparés par une espace. Vide : tous les sites.',
        secret: 'Signe l’identité des personnes connectées à votre site. Créez-en un avec : openssl rand -hex 32',
      },
    },
  },
}
