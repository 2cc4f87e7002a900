import { html } from 'hono/html';
import type { Temporal } from 'temporal-polyfill';
import { fileNameOf, type DigestFile } from '../../core/digest/digest-file.ts';
import type { DigestPage } from '../../core/digest/page.ts';
import { plainText, type Button, type RichText } from '../../core/messages.ts';
import type { DemoFileView, DemoMessage } from '../../db/queries/demo-messages.ts';
import { DIGEST_PAGE } from '../../texts/digest-page.ts';
import { formatNumber, formatTime } from '../../texts/numbers.ts';
import { dayInWords } from '../demo-clock.ts';
import { icon } from './demo-icons.ts';

/** What a template yields: HTML in which every text was escaped. */
export type Markup = ReturnType<typeof html>;

export type BubbleParts = {
  readonly zone: string;
  /** Where the browser gets a digest that was sent as a file. */
  readonly pathOf: (file: DigestFile) => string;
  /** Where it looks at one that was sent. */
  readonly pathOfPage: (page: DigestPage) => string;
};

/** The bubble with its time and buttons, and above it the day if it differs from that of the message before. */
export function bubble(
  message: DemoMessage,
  before: DemoMessage | undefined,
  { zone, pathOf, pathOfPage }: BubbleParts,
): Markup {
  const day = localDay(message.at, zone);
  const sameDay = before !== undefined && localDay(before.at, zone).equals(day);
  return html`<article
    id="${message.id}"
    class="message ${message.from}"
    data-edition="${message.edition}"
    aria-label="${message.from === 'bot' ? 'Hai Chiều' : 'Người cầm máy'}"
  >
    ${sameDay ? '' : html`<p class="day">${dayInWords(day)}</p>`}
    <div class="bubble">
      ${message.files.map(fileView)}
      ${message.digest ? digestView(message.digest, pathOf(message.digest)) : ''}
      ${plainText(message.text) === '' ? '' : html`<p class="words">${richText(message.text)}</p>`}
      ${message.pages?.map((page) => html`<p class="file"><a href="${pathOfPage(page)}">${DIGEST_PAGE.all}</a></p>`) ?? ''}
      <time datetime="${message.at.toString({ timeZone: zone })}">${formatTime(message.at, zone)}</time>
    </div>
    ${message.buttons.length === 0 ? '' : html`<div class="buttons">${message.buttons.map(buttonRow)}</div>`}
  </article>`;
}

/** Browsers do not show every kind of picture; the others are named. */
const SHOWN = /^image\/(?:jpeg|png|webp|gif)$/;

function fileView({ hash, name, mediaType, sizeBytes }: DemoFileView): Markup {
  if (SHOWN.test(mediaType)) return html`<img class="shot" src="/demo/files/${hash}" alt="Ảnh ${name}" />`;
  return html`<p class="file">${icon('file')}<span>${name}</span> ${formatBytes(sizeBytes)}</p>`;
}

/** Made anew each time, so a picture is fetched only when it is in sight. */
function digestView(file: DigestFile, path: string): Markup {
  const name = fileNameOf(file);
  if (file.format === 'png') {
    return html`<a href="${path}"><img class="shot" loading="lazy" src="${path}" alt="Ảnh tổng hợp" /></a>`;
  }
  return html`<p class="file">${icon('file')}<a href="${path}">${name}</a></p>`;
}

/** `120 KB`, `2,5 MB` */
function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
  return `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`;
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
