import type { ChannelFace } from './index'

export const messenger: ChannelFace = {
  icon: 'bolt',
  advanced: ['humanAgent', 'graphUrl'],
  words: {
    en: {
      name: 'the Messenger of a page',
      title: 'Messenger',
      setting: { appSecret: 'App secret', verifyToken: 'Verify token', token: 'Page access token', pageId: 'Page ID', humanAgent: 'Answer for 7 days', graphUrl: 'Graph API server' },
      hint: {
        appSecret: 'In your app at Meta: App settings, Basic.',
        verifyToken: 'A word that you make up; paste the same one into the app’s webhook form.',
        token: 'Of the page, with pages_messaging, pages_manage_metadata, pages_show_list and, for what came while Inbox was away, pages_read_engagement.',
        humanAgent: 'Only if Meta has approved the Human Agent feature for your app.',
      },
      choice: { humanAgent: { no: 'No', yes: 'Yes, as a person' } },
    },
    fr: {
      name: 'le Messenger d’une page',
      title: 'Messenger',
      setting: { appSecret: 'Clé secrète de l’app', verifyToken: 'Jeton de vérification', token: 'Jeton d’accès de la page', pageId: 'Identifiant de la page', humanAgent: 'Répondre pendant 7 jours', graphUrl: 'Serveur de l’API Graph' },
      hint: {
        appSecret: 'Dans votre app chez Meta : Paramètres, Général.',
        verifyToken: 'Un mot de votre choix ; collez le même dans le formulaire webhook de l’app.',
        token: 'De la page, avec pages_messaging, pages_manage_metadata, pages_show_list et, pour ce qui est arrivé en l’absence d’Inbox, pages_read_engagement.',
        humanAgent: 'Seulement si Meta a approuvé la fonction Human Agent pour votre app.',
      },
      choice: { humanAgent: { no: 'Non', yes: 'Oui, en personne' } },
    },
  },
}
