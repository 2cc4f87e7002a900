import { html } from 'hono/html';
import type { Temporal } from 'temporal-polyfill';
import type { Button, RichText } from '../../core/messages.ts';
import type { DemoMessage } from '../../db/queries/demo-messages.ts';
import { formatTime } from '../../texts/numbers.ts';
import { dayInWords } from '../demo-clock.ts';

/** What a template yields: HTML in which every text was escaped. */
export type Markup = ReturnType<typeof html>;

/** The bubble with its time and buttons, and above it the day if it differs from that of the message before. */
export function bubble(message: DemoMessage, before: DemoMessage | undefined, zone: string): Markup {
  const day = localDay(message.at, zone);
  const sameDay = before !== undefined && localDay(before.at, zone).equals(day);
  return html`<article
    id="${message.id}"
    class="message ${message.from}"
    aria-label="${message.from === 'bot' ? 'Hai Chiều' : 'Người cầm máy'}"
  >
    ${sameDay ? '' : html`<p class="day">${dayInWords(day)}</p>`}
    <div class="bubble">
      <p class="words">${richText(message.text)}</p>
      <time datetime="${message.at.toString({ timeZone: zone })}">${formatTime(message.at, zone)}</time>
    </div>
    ${message.buttons.length === 0 ? '' : html`<div class="buttons">${message.buttons.map(buttonRow)}</div>`}
  </article>`;
}

function buttonRow(row: readonly Button[]): Markup {
  return html`<div class="row">
    ${row.map((button) => html`<button type="button" data-tap="${button.token}">${button.text}</button>`)}
  </div>`;
}

function richText(text: RichText): readonly (string | Markup)[] {
  return text.map((part) => (typeof part === 'string' ? part : html`<b>${part.bold}</b>`));
}

function localDay(at: Temporal.Instant, zone: string): Temporal.PlainDate {
  return at.toZonedDateTimeISO(zone).toPlainDate();
}
