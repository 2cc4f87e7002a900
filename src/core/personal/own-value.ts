import type { OwnField } from './words.ts';

const LONGEST: Readonly<Record<OwnField, number>> = { name: 60, phone: 20, honorific: 20 };

/** Vietnamese numbers: 0 or +84, then nine digits of a mobile or ten of a landline's. */
const PHONE = /^(?:0|\+?84)(\d{9,10})$/;

/** Letters of any script, and what stands between parts of a name. */
const WORDS = /^[\p{L}\p{M}][\p{L}\p{M}'’. -]*$/u;

/** A value as it is kept: a telephone number as its digits with a leading 0. Undefined for what is none. */
export function readOwnValue(field: OwnField, said: string): string | undefined {
  const text = said
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[.,;]+$/, '')
    .trim();
  if (text === '' || text.length > LONGEST[field]) return undefined;
  if (field !== 'phone') return WORDS.test(text) ? text : undefined;
  const digits = PHONE.exec(text.replace(/[\s.()-]/g, ''))?.[1];
  return digits === undefined ? undefined : `0${digits}`;
}
