/** The conversations of a part of what a figure counts: those that wait, those of one depth. */
export const partOf = (link: string | null | undefined, part: string) => (link ? `${link}&only=${part}` : null)

/** The page that lists the conversations behind a figure. */
export const behind = (link: string, title: string) => ({ path: '/reports/conversations', query: { of: link.replace(/^\/api\/v1/, ''), title } })

export const behindHref = (link: string, title: string) => `/reports/conversations?${new URLSearchParams(behind(link, title).query).toString()}`
