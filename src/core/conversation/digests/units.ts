import { isQuietFigure, type UnitFigure } from '../../digest/unit-detail.ts';
import { ENTRIES_A_PAGE, needsLook, pageOf, type UnitEntry } from '../../digest/unit-list.ts';
import type { FormDefinition } from '../../forms/definition.ts';
import type { Offers, Reply } from '../../replies.ts';
import { choiceToken } from '../choices.ts';
import type { DigestDetail } from '../context.ts';
import { placeToken, type Place } from './place.ts';
import { ways } from './ways.ts';

/** Figures and texts on a page of a unit: each takes up to three rows of a phone. */
const ITEMS_A_PAGE = 8;

type Of<Kind extends string> = Extract<Exclude<DigestDetail, string>, { readonly kind: Kind }>;
type At<Kind extends Place['kind']> = Extract<Place, { readonly kind: Kind }>;

/** The units to choose from, each a button. */
export function unitsReply(place: At<'units'>, { names, below, entries }: Of<'units'>): Reply {
  const { key } = place;
  const { shown, page, pages } = pageOf(entries, place.page, ENTRIES_A_PAGE);
  const tokenOf = (entry: UnitEntry) =>
    entry.kind === 'unit'
      ? placeToken({ kind: 'unit', key, unit: entry.id, page: 1 })
      : placeToken({ kind: 'units', key, below: entry.id, page: 1 });
  // From the list of all units, by whatever way, it is one step back to the digest.
  const above = below === null ? ({ kind: 'digest', key } as const) : undefined;
  return {
    kind: 'digest-units',
    names,
    below,
    entries: shown,
    total: entries.reduce((sum, entry) => sum + (entry.kind === 'group' ? entry.units : 1), 0),
    marked: entries.reduce(
      (sum, entry) => sum + (entry.kind === 'group' ? entry.marked : Number(needsLook(entry))),
      0,
    ),
    page,
    pages,
    offers: [
      ...shown.map((entry) => [
        { token: tokenOf(entry), label: { kind: 'unit', name: nameOf(entry) } } as const,
      ]),
      ways({ ...place, page }, page < pages, above),
    ],
  };
}

function nameOf(entry: UnitEntry): string {
  return entry.kind === 'unit' ? entry.unit.name : entry.name;
}

/** What a unit reported, with the way to ask it about a figure. */
export function unitReply(place: At<'unit'>, { names, detail }: Of<'unit'>): Reply {
  const telling = detail.figures.filter((one) => one.value !== null && !isQuietFigure(one));
  const items = [
    ...telling.map((figure) => ({ figure, text: undefined })),
    ...detail.texts.map((text) => ({ figure: undefined, text })),
  ];
  const { shown, page, pages } = pageOf(items, place.page, ITEMS_A_PAGE);
  const { key, unit } = place;
  const explain = {
    token: placeToken({ kind: 'figures', key, unit, page: 1 }),
    label: 'digest-explain',
  } as const;
  const isExplained = detail.report.kind === 'received' && !detail.report.nil && telling.length > 0;
  return {
    kind: 'digest-unit',
    names,
    detail,
    figures: shown.flatMap(({ figure }) => figure ?? []),
    texts: shown.flatMap(({ text }) => text ?? []),
    page,
    pages,
    offers: [
      ...(isExplained ? [[explain]] : []),
      ways({ ...place, page }, page < pages, { kind: 'units', key, below: detail.above, page: 1 }),
    ],
  };
}

/** Its figures, each a button that asks the unit to explain it. */
export function figuresReply(place: At<'figures'>, { detail, form }: Of<'unit'>): Reply {
  const { report, figures, unit } = detail;
  const asked = report.kind === 'received' ? figures.filter(({ value }) => value !== null) : [];
  const { shown, page, pages } = pageOf(asked, place.page, ENTRIES_A_PAGE);
  const offerOf = (figure: UnitFigure): Offers => {
    const { field, corrected } = figure;
    const value = corrected ?? figure.value;
    if (report.kind !== 'received' || value === null) return [];
    const arg = `${placeIn(form, field.code)}-${report.revision}`;
    const token = choiceToken('digestexplain', report.obligation, arg);
    return [[{ token, label: { kind: 'figure', label: field.label, value } }]];
  };
  return {
    kind: 'digest-figures',
    unit,
    offers: [...shown.flatMap(offerOf), ways({ ...place, page }, page < pages)],
  };
}

function placeIn({ fields }: FormDefinition, code: string): number {
  return fields.findIndex((field) => field.code === code);
}
