import { html } from 'hono/html';
import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../../core/conversation/context.ts';
import type { PagePart, PageGroup, PageUnit, ShownPart } from '../../core/digest/page.ts';
import {
  cellWords,
  columnHeads,
  countWords,
  DIGEST_PAGE,
  explanationWords,
  indicatorRow,
  noteworthyWords,
  saidWords,
  stateWords,
} from '../../texts/digest-page.ts';
import { fieldName, unitName } from '../../texts/digest-names.ts';
import { formatNumber } from '../../texts/numbers.ts';
import { linkedPage, type Html } from './frame.ts';

export const DIGEST_STYLE_PATH = '/tong-hop.css';

/** More sections, or opinions on one matter, are folded. */
const MOST_OPEN = 3;
const MOST_SAID_OPEN = 12;

export type DigestPageParts = {
  readonly view: DigestView;
  readonly part: ShownPart;
  readonly below: string | null;
  readonly sentAt: Temporal.Instant;
  readonly zone: string;
};

/** A digest that was sent, whole or the units below one. */
export function digestPage({ view, part, below, sentAt, zone }: DigestPageParts): Html {
  const isTop = below === null;
  const isFirst = isTop && part.page === 1;
  return linkedPage(
    DIGEST_PAGE.title(view),
    DIGEST_STYLE_PATH,
    html`<p class="about">${DIGEST_PAGE.about(view)}</p>
      <p class="about">${DIGEST_PAGE.sentAt(sentAt, zone)}</p>
      ${isTop ? '' : trail(part)}
      <p class="counts">${countWords(view, part.counts)}</p>
      ${isFirst ? figuresOf(view) : ''} ${part.groups.length === 0 ? '' : groups(part.groups)}
      ${units(view, part)} ${pager(part, below)} ${isFirst ? standouts(view) : ''} ${texts(view, part)}`,
  );
}

/** Nothing to be seen here (any more). */
export function digestOverPage(): Html {
  return linkedPage('Hai Chiều', DIGEST_STYLE_PATH, html`<p>${DIGEST_PAGE.over}</p>`);
}

function addressOf({ below, page }: PagePart): string {
  const query = new URLSearchParams({
    ...(below === null ? {} : { cap: below }),
    ...(page === 1 ? {} : { trang: String(page) }),
  });
  return `?${query.toString()}`;
}

function trail({ trail: above }: ShownPart): Html {
  return html`<nav>
    <a href="${addressOf({ below: null, page: 1 })}">${DIGEST_PAGE.whole}</a>${above.map(
      ({ unit, name }, index) =>
        index === above.length - 1
          ? html` › <b>${name}</b>`
          : html` › <a href="${addressOf({ below: unit, page: 1 })}">${name}</a>`,
    )}
  </nav>`;
}

function figuresOf(view: DigestView): Html {
  const { remark, indicators } = view.figures;
  return html`${remark === undefined ? '' : html`<p>${DIGEST_PAGE.remark(remark)}</p>`}
  ${indicators.length === 0 ? '' : indicatorTable(view)}`;
}

function standouts(view: DigestView): Html {
  return html`${list(DIGEST_PAGE.noteworthy, noteworthyWords(view))}
  ${list(DIGEST_PAGE.explanations, explanationWords(view))}`;
}

function indicatorTable({ figures }: DigestView): Html {
  const known = figures.indicators.filter(({ total, previous }) => total !== null || previous !== null);
  const unknown = figures.indicators.filter((one) => !known.includes(one));
  return html`<table class="figures">
      ${known.map((indicator) => {
        const { label, total, against } = indicatorRow(indicator);
        return html`<tr class="${indicator.met === false ? 'missed' : ''}">
          <th scope="row">${label}<small>${unbroken(against)}</small></th>
          <td>${unbroken(total)}</td>
        </tr>`;
      })}
    </table>
    ${unknown.length === 0 ? '' : html`<p>${DIGEST_PAGE.unknownOf(unknown)}</p>`}`;
}

/** A number stays with its sign. */
function unbroken(words: string): string {
  return words.replaceAll(' %', '\u00A0%');
}

function list(title: string, items: readonly string[]): Html | '' {
  if (items.length === 0) return '';
  return html`<h2>${title}</h2>
    <ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`;
}

function groups(all: readonly PageGroup[]): Html {
  const heads = [
    DIGEST_PAGE.place,
    DIGEST_PAGE.received,
    DIGEST_PAGE.late,
    DIGEST_PAGE.missing,
    DIGEST_PAGE.exempt,
  ];
  return html`<p class="about">${DIGEST_PAGE.openGroup}</p>
    <table class="groups">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${all.map(({ unit, name, counts }) => {
          const received = counts['in-time'] + counts.late;
          const share = `${formatNumber(received)}/${formatNumber(received + counts.missing)}`;
          return html`<tr>
            <th scope="row"><a href="${addressOf({ below: unit, page: 1 })}">${name}</a></th>
            <td>${share}</td>
            ${[counts.late, counts.missing, counts.exempt].map(
              (count) => html`<td>${count === 0 ? '' : formatNumber(count)}</td>`,
            )}
          </tr>`;
        })}
      </tbody>
    </table>`;
}

function units(view: DigestView, { sections }: ShownPart): readonly Html[] {
  const all = sections.flatMap((section) => section.units);
  // What none of them tells takes no column.
  const columns = columnHeads(view)
    .map((head, place) => ({ head, place }))
    .filter(({ place }) => all.some(({ values }) => (values[place] ?? null) !== null));
  return sections.map((section) =>
    section.name === null
      ? unitTable(view, columns, section.units)
      : folded(
          `${section.name}: ${countWords(view, section.counts)}`,
          sections.length,
          unitTable(view, columns, section.units),
        ),
  );
}

function folded(title: string, among: number, body: Html): Html {
  return html`<details ${among <= MOST_OPEN ? 'open' : ''}>
    <summary>${title}</summary>
    ${body}
  </details>`;
}

/** An indicator and its place among all. */
type Column = { readonly head: string; readonly place: number };

function unitTable(view: DigestView, columns: readonly Column[], all: readonly PageUnit[]): Html {
  const titles = [DIGEST_PAGE.units, DIGEST_PAGE.state, ...columns.map(({ head }) => head)];
  return html`<div class="wide" tabindex="0">
    <table class="units">
      <thead>
        <tr>
          ${titles.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${all.map(
          (one) =>
            html`<tr class="${one.state}">
              <th scope="row">${unitName(view, one.unit)}</th>
              <td>${stateWords(one)}</td>
              ${columns.map(({ place }) => html`<td>${cellWords(one.values[place] ?? null)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function pager({ page, pages }: ShownPart, below: string | null): Html | '' {
  if (pages === 1) return '';
  const link = (to: number, words: string) =>
    to < 1 || to > pages ? '' : html` <a href="${addressOf({ below, page: to })}">${words}</a>`;
  return html`<nav>
    ${DIGEST_PAGE.pageOf(page, pages)}${link(page - 1, DIGEST_PAGE.previous)}${link(page + 1, DIGEST_PAGE.next)}
  </nav>`;
}

function texts(view: DigestView, part: ShownPart): Html {
  const fields = Map.groupBy(part.texts, ({ field }) => field);
  const { textsElsewhere: elsewhere } = part;
  const words = part.groups.length > 0 ? DIGEST_PAGE.elsewhere : DIGEST_PAGE.elsewhereOnPages;
  return html`${[...fields].map(([field, said]) => {
    const items = html`<ul>
      ${said.map(({ unit, text }) => html`<li>${saidWords(view, unit, text)}</li>`)}
    </ul>`;
    const title = `${fieldName(view, field)} (${formatNumber(said.length)})`;
    return said.length <= MOST_SAID_OPEN
      ? html`<h2>${title}</h2>
          ${items}`
      : html`<details>
          <summary>${title}</summary>
          ${items}
        </details>`;
  })}
  ${elsewhere === 0 ? '' : html`<p class="about">${words(elsewhere)}</p>`}`;
}
