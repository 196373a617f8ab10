import type { ChannelFace } from './index'

type Hosts = { imapHost: string; smtpHost: string; smtpPort?: string; smtpSecurity?: string }

const known: Record<string, Hosts> = {
  'gmail.com': { imapHost: 'imap.gmail.com', smtpHost: 'smtp.gmail.com' },
  'googlemail.com': { imapHost: 'imap.gmail.com', smtpHost: 'smtp.gmail.com' },
  'outlook.com': { imapHost: 'outlook.office365.com', smtpHost: 'smtp.office365.com', smtpPort: '587', smtpSecurity: 'starttls' },
  'hotmail.com': { imapHost: 'outlook.office365.com', smtpHost: 'smtp.office365.com', smtpPort: '587', smtpSecurity: 'starttls' },
  'icloud.com': { imapHost: 'imap.mail.me.com', smtpHost: 'smtp.mail.me.com', smtpPort: '587', smtpSecurity: 'starttls' },
  'orange.fr': { imapHost: 'imap.orange.fr', smtpHost: 'smtp.orange.fr' },
  'free.fr': { imapHost: 'imap.free.fr', smtpHost: 'smtp.free.fr' },
  'gmx.net': { imapHost: 'imap.gmx.net', smtpHost: 'mail.gmx.net' },
}

/** Where a provider's mail usually lives. */
export function guessHosts({ address = '' }: Record<string, string>): Record<string, string> {
  const domain = address.split('@')[1]?.trim().toLowerCase()
  if (!domain || !domain.includes('.')) return {}
  return { user: address.trim(), ...(known[domain] ?? { imapHost: `imap.${domain}`, smtpHost: `smtp.${domain}` }) }
}

const words: ChannelFace['words'] = {
  en: {
    name: 'a mailbox',
    title: 'E-mail',
    setting: {
      address: 'E-mail address',
      user: 'User name',
      password: 'Password',
      token: 'Access token',
      imapHost: 'Incoming server (IMAP)',
      imapPort: 'IMAP port',
      imapSecurity: 'IMAP security',
      smtpHost: 'Outgoing server (SMTP)',
      smtpPort: 'SMTP port',
      smtpSecurity: 'SMTP security',
      days: 'Days of history to fetch',
      subject: 'Join mails by their subject',
      signature: 'Signature under replies',
      saveSent: 'Copy of replies in the Sent folder',
    },
    hint: {
      user: 'Usually the whole address.',
      password: 'With two-step sign-in, make an app password at your provider.',
      token: 'Instead of a password, for providers that ask for OAuth.',
      subject: 'Only for senders whose programs lose the thread: two people with the same subject may be taken for one conversation.',
      saveSent: 'Automatic leaves it out where the provider keeps a copy itself.',
    },
    choice: {
      subject: { on: 'On', off: 'Off' },
      saveSent: { auto: 'Automatic', on: 'On', off: 'Off' },
      imapSecurity: { tls: 'TLS from the start', starttls: 'STARTTLS' },
      smtpSecurity: { tls: 'TLS from the start', starttls: 'STARTTLS' },
    },
  },
  fr: {
    name: 'une messagerie',
    title: 'E-mail',
    setting: {
      address: 'Adresse e-mail',
      user: 'Nom d’utilisateur',
      password: 'Mot de passe',
      token: 'Jeton d’accès',
      imapHost: 'Serveur entrant (IMAP)',
      imapPort: 'Port IMAP',
      imapSecurity: 'Sécurité IMAP',
      smtpHost: 'Serveur sortant (SMTP)',
      smtpPort: 'Port SMTP',
      smtpSecurity: 'Sécurité SMTP',
      days: 'Jours d’historique à reprendre',
      subject: 'Réunir les mails de même sujet',
      signature: 'Signature sous les réponses',
      saveSent: 'Copie des réponses dans les messages envoyés',
    },
    hint: {
      user: 'En général l’adresse entière.',
      password: 'Avec la double authentification, créez un mot de passe d’application chez votre fournisseur.',
      token: 'À la place du mot de passe, chez les fournisseurs qui exigent OAuth.',
      subject: 'Seulement pour des expéditeurs dont le logiciel perd le fil : deux sujets égaux peuvent passer pour une conversation.',
      saveSent: '« Automatique » s’en passe chez les fournisseurs qui gardent eux-mêmes une copie.',
    },
    choice: {
      subject: { on: 'Oui', off: 'Non' },
      saveSent: { auto: 'Automatique', on: 'Oui', off: 'Non' },
      imapSecurity: { tls: 'TLS dès le début', starttls: 'STARTTLS' },
      smtpSecurity: { tls: 'TLS dès le début', starttls: 'STARTTLS' },
    },
  },
}

export const email: ChannelFace = {
  icon: 'mail',
  guess: guessHosts,
  advanced: ['user', 'imapHost', 'imapPort', 'imapSecurity', 'smtpHost', 'smtpPort', 'smtpSecurity', 'token', 'days', 'subject', 'signature', 'saveSent'],
  importable: true,
  first: true,
  words,
}
