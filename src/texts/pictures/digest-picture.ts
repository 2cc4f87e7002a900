import { lastPeriods, rowsOf, type Course } from '../../core/digest/course.ts';
import type { Field } from '../../core/forms/definition.ts';
import { clip } from '../screen.ts';
import { completenessPanel, indicatorPanel } from './heat-maps.ts';
import { pictureOf, type Picture } from './panels.ts';
import type { PictureLook } from './style.ts';
import { smallPanels, trendPanel } from './trends.ts';

/** `overview`: who reported, and the course of the indicators; the others are about one indicator. */
export const PICTURE_KINDS = ['overview', 'heat', 'trend', 'units'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

export type PictureAsked = {
  readonly kind: PictureKind;
  readonly look: PictureLook;
  /** Counts from 1, where there are more units than a picture holds. */
  readonly page: number;
};

export type PictureNames = { readonly body: string; readonly period: string };

const MOST_ROWS = 36;
/** More cells with a number each make a picture larger than 300 KB: many rows have fewer periods. */
const MOST_CELLS = 288;
const MOST_SMALL = 24;
const COLUMNS = 3;

/** A picture of a digest's recent periods, as data that pictures/render.ts draws. Fields: the indicator that it is about first. */
export function digestPicture(whole: Course, names: PictureNames, asked: PictureAsked): Picture {
  const { kind, look, page } = asked;
  const most = kind === 'units' ? MOST_SMALL : MOST_ROWS;
  const count = rowsOf(whole, most, page).rows.length;
  const course = lastPeriods(whole, Math.floor(MOST_CELLS / Math.max(1, count)));
  const { rows, pages } = rowsOf(course, most, page);
  const part = pages > 1 ? `, phần ${Math.min(Math.max(page, 1), pages)}/${pages}` : '';
  const about = clip(`${names.body}, đến ${names.period}${part}`, 70);
  const [first] = course.fields;
  switch (kind) {
    case 'overview': {
      const trends = course.fields.map((field) => trendPanel(course, field, look));
      return pictureOf(
        { title: 'Tình hình báo cáo', about },
        [completenessPanel(course, rows, look), ...trends],
        look,
      );
    }
    case 'heat':
      return pictureOf(
        { title: 'Chỉ số theo đơn vị', about },
        first ? [indicatorPanel(course, rows, first, look)] : [],
        look,
      );
    case 'trend':
      return pictureOf(
        { title: 'Diễn biến chỉ số', about },
        course.fields.map((field) => trendPanel(course, field, look)),
        look,
      );
    case 'units':
      return pictureOf(
        { title: first ? titleOf(first) : '', about },
        first ? smallPanels(course, rows, first, look) : [],
        look,
        COLUMNS,
      );
  }
}

function titleOf({ label, type }: Field): string {
  return clip(`${label}${type === 'ratio' ? ' (%)' : ''}`, 44);
}
