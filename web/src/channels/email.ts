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

export const email: ChannelFace = {
  icon: 'mail',
  guess: guessHosts,
  advanced: ['user', 'imapHost', 'imapPort', 'imapSecurity', 'smtpHost', 'smtpPort', 'smtpSecurity', 'token', 'days'],
}
