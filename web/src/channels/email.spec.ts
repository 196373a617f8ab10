import { describe, expect, it } from 'vitest'
import { guessHosts } from './email'

describe('where a mailbox lives', () => {
  it('is known for the large providers', () => expect(guessHosts({ address: 'x@Outlook.com' })).toMatchObject({ imapHost: 'outlook.office365.com', smtpSecurity: 'starttls' }))
  it('is guessed from the domain for others', () => expect(guessHosts({ address: 'hello@brand.example' })).toEqual({ user: 'hello@brand.example', imapHost: 'imap.brand.example', smtpHost: 'smtp.brand.example' }))
  it('is not guessed from half an address', () => expect(guessHosts({ address: 'hello@brand' })).toEqual({}))
})
