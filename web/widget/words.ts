const en = {
  here: 'We are here',
  away: 'Nobody is here just now',
  lost: 'Connecting again…',
  write: 'Your message',
  placeholder: 'Write a message…',
  send: 'Send',
  attach: 'Attach a file',
  close: 'Close the chat',
  log: 'Conversation',
  typing: 'An answer is being written…',
  you: 'You',
  hello: 'Hello! How can we help?',
  sending: 'Sending…',
  waiting: 'Will be sent as soon as there is a connection',
  failed: 'Not sent',
  again: 'Try again',
  remove: 'Remove',
  tooLarge: 'A file may have 10 MB.',
  tooLong: 'A message may have 4,000 characters: {n} too many.',
  leaveAway: 'Nobody is here just now. Leave your e-mail address, and we answer there.',
  leaveSlow: 'It may take a while. Leave your e-mail address, and the answer finds you if you leave.',
  reachAway: 'Nobody is here just now. The answer will stand here; leave your e-mail address if we may write to you.',
  reachSlow: 'It may take a while. The answer will stand here; leave your e-mail address if we may write to you.',
  reached: 'We can write to you at {address}.',
  address: 'E-mail address',
  save: 'Save',
  badAddress: 'This is not an e-mail address.',
  notSaved: 'The address could not be saved just now. Please try again in a moment.',
  saved: 'If you leave, we answer at {address}.',
  change: 'Change',
  saveFile: 'Save {name}',
  noFile: 'The file cannot be fetched just now. Please try again in a moment.',
  picture: 'Picture: {name}',
  today: 'Today',
  failedToStart: 'The chat cannot be reached. It is tried again by itself.',
}

export const fr: typeof en = {
  here: 'Nous sommes là',
  away: 'Personne n’est là pour le moment',
  lost: 'Reconnexion…',
  write: 'Votre message',
  placeholder: 'Écrivez un message…',
  send: 'Envoyer',
  attach: 'Joindre un fichier',
  close: 'Fermer le chat',
  log: 'Conversation',
  typing: 'Une réponse est en cours d’écriture…',
  you: 'Vous',
  hello: 'Bonjour ! Comment pouvons-nous vous aider ?',
  sending: 'Envoi…',
  waiting: 'Sera envoyé dès que la connexion sera rétablie',
  failed: 'Non envoyé',
  again: 'Réessayer',
  remove: 'Retirer',
  tooLarge: 'Un fichier peut faire 10 Mo.',
  tooLong: 'Un message peut avoir 4 000 caractères : {n} de trop.',
  leaveAway: 'Personne n’est là pour le moment. Laissez votre adresse e-mail, et nous y répondrons.',
  leaveSlow: 'Cela peut prendre un moment. Laissez votre adresse e-mail, et la réponse vous trouvera si vous partez.',
  reachAway: 'Personne n’est là pour le moment. La réponse sera ici ; laissez votre adresse e-mail si nous pouvons vous écrire.',
  reachSlow: 'Cela peut prendre un moment. La réponse sera ici ; laissez votre adresse e-mail si nous pouvons vous écrire.',
  reached: 'Nous pouvons vous écrire à {address}.',
  address: 'Adresse e-mail',
  save: 'Enregistrer',
  badAddress: 'Ce n’est pas une adresse e-mail.',
  notSaved: 'L’adresse n’a pas pu être enregistrée. Veuillez réessayer dans un instant.',
  saved: 'Si vous partez, nous répondrons à {address}.',
  change: 'Modifier',
  saveFile: 'Enregistrer {name}',
  noFile: 'Le fichier est inaccessible pour le moment. Veuillez réessayer dans un instant.',
  picture: 'Image : {name}',
  today: 'Aujourd’hui',
  failedToStart: 'Le chat est injoignable. Un nouvel essai est fait automatiquement.',
}

let language = 'en'

/** Takes the language that is asked for, or the browser's; English when it is none of ours. */
export function speak(asked?: string) {
  language = /^fr/i.test(asked || navigator.language) ? 'fr' : 'en'
  document.documentElement.lang = language
}

export const say = (word: keyof typeof en, values: Record<string, string> = {}) =>
  (language === 'fr' ? fr : en)[word].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** The visitor's own way of writing times, when it is of the language that is spoken. */
const locale = () => (navigator.language.startsWith(language) ? navigator.language : language)

export const timeOf = (at: number) => new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(at)

export function dayOf(at: number) {
  const day = new Date(at)
  return day.toDateString() === new Date().toDateString() ? say('today') : new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long' }).format(day)
}
