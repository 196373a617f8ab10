import type { ChannelFace } from './index'

export const wordpress: ChannelFace = {
  icon: 'post',
  words: {
    en: {
      name: 'the comments of a WordPress site',
      title: 'WordPress',
      setting: { url: 'Site address', user: 'User', password: 'Application password', secret: 'Secret of the plugin' },
      hint: {
        url: 'Such as https://example.com or https://example.com/blog.',
        user: 'An editor or administrator; answers appear under this name.',
        password: 'From Users, Profile, Application Passwords in WordPress; not the password of the login.',
        secret: 'Only with our plugin, which brings comments at once: copy it from Settings, Discussion in WordPress.',
      },
    },
    fr: {
      name: 'les commentaires WordPress',
      title: 'WordPress',
      setting: { url: 'Adresse du site', user: 'Utilisateur', password: 'Mot de passe d’application', secret: 'Secret de l’extension' },
      hint: {
        url: 'Par exemple https://exemple.fr ou https://exemple.fr/blog.',
        user: 'Éditeur ou administrateur ; les réponses paraissent sous ce nom.',
        password: 'De Comptes, Profil, Mots de passe d’application dans WordPress ; pas le mot de passe de connexion.',
        secret: 'Seulement avec notre extension, qui transmet les commentaires aussitôt : copiez-le depuis Réglages, Discussion dans WordPress.',
      },
    },
  },
}
