import type { ChannelFace } from './index'

export const instagram: ChannelFace = {
  icon: 'camera',
  advanced: ['humanAgent', 'graphUrl'],
  words: {
    en: {
      name: 'an Instagram profile',
      title: 'Instagram',
      setting: { appSecret: 'App secret', verifyToken: 'Verify token', token: 'Access token', instagramId: 'Profile ID', humanAgent: 'Answer for 7 days', graphUrl: 'Graph API server' },
      hint: {
        appSecret: 'In your app at Meta: App settings, Basic.',
        verifyToken: 'A word that you make up; paste the same one into the app’s webhook form.',
        token: 'Of the page, with instagram_basic, instagram_manage_messages, instagram_manage_comments and pages_manage_metadata.',
        humanAgent: 'Only if Meta has approved the Human Agent feature for your app.',
      },
      choice: { humanAgent: { no: 'No', yes: 'Yes, as a person' } },
    },
    fr: {
      name: 'un profil Instagram',
      title: 'Instagram',
      setting: { appSecret: 'Clé secrète de l’app', verifyToken: 'Jeton de vérification', token: 'Jeton d’accès', instagramId: 'Identifiant du profil', humanAgent: 'Répondre pendant 7 jours', graphUrl: 'Serveur de l’API Graph' },
      hint: {
        appSecret: 'Dans votre app chez Meta : Paramètres, Général.',
        verifyToken: 'Un mot de votre choix ; collez le même dans le formulaire webhook de l’app.',
        token: 'De la page, avec instagram_basic, instagram_manage_messages, instagram_manage_comments et pages_manage_metadata.',
        humanAgent: 'Seulement si Meta a approuvé la fonction Human Agent pour votre app.',
      },
      choice: { humanAgent: { no: 'Non', yes: 'Oui, en personne' } },
    },
  },
}
