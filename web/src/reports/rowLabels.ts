import { axisY, text } from '@observablehq/plot'

/** What stands to the left of each row of a picture: what it is called, and under it of how many it is. */
export const rowLabels = <T extends { at: number }>(rows: T[], name: (row: T) => string, of: (row: T) => string, left: number) => {
  const marks = rows.some((one) => of(one))
  return [
    axisY({ tickSize: 0, tickFormat: (at: number) => (rows[at] ? name(rows[at]) : ''), textOverflow: 'ellipsis', lineWidth: left / 13, dy: marks ? -7 : 0 }),
    text(rows, { y: 'at', frameAnchor: 'left', textAnchor: 'end', dx: -9, dy: 8, text: of, fontSize: 11, fill: 'var(--ink-faint)' }),
  ]
}
