import { pageOf } from '../../digest/unit-list.ts';
import type { Reply } from '../../replies.ts';
import type { DigestDetail } from '../context.ts';
import { placeToken, type Place } from './place.ts';
import { ways } from './ways.ts';

/** Indicators on a page, each a button. */
const FIELDS_A_PAGE = 8;
/** Units or groups of them on a page of one indicator. */
const UNITS_A_PAGE = 10;

type Of<Kind extends string> = Extract<Exclude<DigestDetail, string>, { readonly kind: Kind }>;
type At<Kind extends Place['kind']> = Extract<Place, { readonly kind: Kind }>;

/** The indicators with their totals. */
export function fieldsReply(place: At<'fields'>, { names, indicators, form }: Of<'fields'>): Reply {
  const { key } = place;
  const { shown, page, pages } = pageOf(indicators, place.page, FIELDS_A_PAGE);
  return {
    kind: 'digest-fields',
    names,
    indicators: shown,
    page,
    pages,
    offers: [
      ...shown.map(({ code, label }) => {
        const field = form.fields.findIndex((one) => one.code === code);
        const token = placeToken({ kind: 'field', key, field, page: 1 });
        return [{ token, label: { kind: 'field', label } } as const];
      }),
      ways({ ...place, page }, page < pages),
    ],
  };
}

/** One indicator by unit; what is to be looked at leads to the unit's report. */
export function fieldReply(place: At<'field'>, { names, detail }: Of<'field'>): Reply {
  const { key } = place;
  const items = [
    ...detail.exceptions.map((exception) => ({ exception, other: undefined, group: undefined })),
    ...detail.others.map((other) => ({ exception: undefined, other, group: undefined })),
    ...detail.groups.map((group) => ({ exception: undefined, other: undefined, group })),
  ];
  const { shown, page, pages } = pageOf(items, place.page, UNITS_A_PAGE);
  const exceptions = shown.flatMap(({ exception }) => exception ?? []);
  return {
    kind: 'digest-field',
    names,
    detail,
    exceptions,
    others: shown.flatMap(({ other }) => other ?? []),
    groups: shown.flatMap(({ group }) => group ?? []),
    page,
    pages,
    offers: [
      ...exceptions.map(({ id, unit }) => [
        {
          token: placeToken({ kind: 'unit', key, unit: id, page: 1 }),
          label: { kind: 'unit', name: unit.name },
        } as const,
      ]),
      ways({ ...place, page }, page < pages),
    ],
  };
}
