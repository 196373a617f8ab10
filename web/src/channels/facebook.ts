import type { ChannelFace } from './index'

export const facebook: ChannelFace = {
  icon: 'flag',
  advanced: ['graphUrl'],
  words: {
    en: {
      name: 'the comments of a Facebook page',
      title: 'Facebook',
      setting: { appSecret: 'App secret', verifyToken: 'Verify token', token: 'Access token', pageId: 'Page ID', graphUrl: 'Graph API server' },
      hint: {
        appSecret: 'In your app at Meta: App settings, Basic.',
        verifyToken: 'A word that you make up; paste the same one into the app’s webhook form.',
        token: 'Of the page, with pages_read_engagement, pages_read_user_content, pages_manage_engagement, pages_manage_metadata and, for private answers, pages_messaging.',
      },
    },
    fr: {
      name: 'les commentaires d’une page Facebook',
      title: 'Facebook',
      setting: { appSecret: 'Clé secrète de l’app', verifyToken: 'Jeton de vérification', token: 'Jeton d’accès', pageId: 'Identifiant de la page', graphUrl: 'Serveur de l’API Graph' },
      hint: {
        appSecret: 'Dans votre app chez Meta : Paramètres, Général.',
        verifyToken: 'Un mot de votre choix ; collez le même dans le formulaire webhook de l’app.',
        token: 'De la page, avec pages_read_engagement, pages_read_user_content, pages_manage_engagement, pages_manage_metadata et, pour répondre en privé, pages_messaging.',
      },
    },
  },
}
