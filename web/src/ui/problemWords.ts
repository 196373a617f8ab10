import type { Problem } from '@/api/problem'
import { said } from '@/i18n/said'

/** A problem in words a person can act on. The server's own detail wins where it is about what was asked. */
export function wordsFor(problem: Problem | null, t: (key: string) => string) {
  if (!problem || problem.unreachable) return t('problem.unreachable')
  if (problem.status === 403 || problem.status === 404) return t(`problem.${problem.status}`)
  if (problem.status === 429) return t('problem.429')
  return problem.status < 500 && problem.message ? said(problem.message) : t('problem.server')
}

/** What is wrong with each field, in the reader's language. */
export const wrongWith = (problem: Problem) => Object.fromEntries(Object.entries(problem.errors).map(([field, all]) => [field, all.map(said)]))
