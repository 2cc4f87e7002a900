import { html, raw } from 'hono/html';
import type { Markup } from './demo-bubble.ts';

/** Strokes on a grid of 24. Drawn, not taken from a font: what a font lacks shows as nothing. */
const PATHS = {
  brand: 'M5 8h11m0 0-4-4m4 4-4 4M19 16H8m0 0 4-4m-4 4 4 4',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  down: 'm6 9 6 6 6-6',
  send: 'M4 12h15m0 0-6-6m6 6-6 6',
  attach: 'm8 12 6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l7-7',
  file: 'M6 3h8l4 4v14H6V3Zm8 0v4h4',
  close: 'M6 6l12 12M18 6 6 18',
} as const;

export function icon(name: keyof typeof PATHS): Markup {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="${raw(PATHS[name])}" />
  </svg>`;
}
