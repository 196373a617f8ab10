import type { ChannelFace } from './index'

export const whatsapp: ChannelFace = {
  icon: 'phone',
  advanced: ['graphUrl'],
  words: {
    en: {
      name: 'a WhatsApp number',
      title: 'WhatsApp',
      setting: { appSecret: 'App secret', verifyToken: 'Verify token', token: 'Access token', phoneNumberId: 'Phone number ID', businessAccountId: 'WhatsApp Business account ID', graphUrl: 'Graph API server' },
      hint: {
        appSecret: 'In your app at Meta: App settings, Basic.',
        verifyToken: 'A word that you make up; paste the same one into the app’s webhook form.',
        token: 'Of a system user, with whatsapp_business_messaging and whatsapp_business_management.',
        phoneNumberId: 'Under WhatsApp, API Setup. It is not the telephone number.',
        businessAccountId: 'For templates: what may be sent when more than 24 hours have passed.',
      },
    },
    fr: {
      name: 'un numéro WhatsApp',
      title: 'WhatsApp',
      setting: { appSecret: 'Clé secrète de l’app', verifyToken: 'Jeton de vérification', token: 'Jeton d’accès', phoneNumberId: 'Identifiant du numéro', businessAccountId: 'Identifiant du compte WhatsApp Business', graphUrl: 'Serveur de l’API Graph' },
      hint: {
        appSecret: 'Dans votre app chez Meta : Paramètres, Général.',
        verifyToken: 'Un mot de votre choix ; collez le même dans le formulaire webhook de l’app.',
        token: 'D’un utilisateur système, avec whatsapp_business_messaging et whatsapp_business_management.',
        phoneNumberId: 'Sous WhatsApp, Configuration de l’API. Ce n’est pas le numéro de téléphone.',
        businessAccountId: 'Pour les modèles : ce qui peut être envoyé après plus de 24 heures.',
      },
    },
  },
}
