import { render } from '@testing-library/vue'
import { plot, type PlotOptions } from '@observablehq/plot'
import { createMemoryHistory, createRouter } from 'vue-router'
import { defineComponent, type Component } from 'vue'
import { i18n } from '@/i18n'
import { heard } from './heard'

/** A picture of a report as it is drawn at a width, for tests: what a browser would draw needs a layout, which jsdom has not. */
export function drawn(picture: Component, props: Record<string, unknown>, width = 800) {
  type Given = { options: (width: number) => PlotOptions; rows: (string | number | null)[][]; columns: string[]; count?: string }
  let given: Given = { options: () => ({}), columns: [], rows: [] }
  const PlotFigure = defineComponent((props: Given) => {
    given = props
    return () => null
  }, { props: ['name', 'options', 'columns', 'rows', 'csv', 'count', 'empty'] as never })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: {} }] })
  render(picture, { props, global: { plugins: [i18n, router], stubs: { PlotFigure } } })
  const svg = plot({ ...given.options(width), width })
  heard(svg)
  const doors = [...svg.querySelectorAll<SVGAElement>('a[aria-label]')]
  return {
    svg, rows: given.rows, columns: given.columns, count: given.count,
    /** What each door says, and where it leads. */
    doors: doors.map((one) => ({ said: one.getAttribute('aria-label') ?? '', to: one.getAttribute('href') ?? one.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '' })),
  }
}
