import { personId, type PersonId } from '../core/ids.ts';
import { isSigned, sign } from './link-signature.ts';

const TOKEN = /^([1-9]\d{0,14})-([1-9]\d{0,8})-([\w-]{32})$/;

/** What the address of a person's calendar ends with: who it is, which of their links, and a signature that only we can make. */
export function calendarToken(secret: string, person: PersonId, serial: number): string {
  return `${person}-${serial}-${sign(secret, named(person, serial))}`;
}

/** Whose calendar it is and by which of their links; undefined for what we did not sign. Takes the same time for every guess. */
export function readCalendarToken(
  secret: string,
  token: string,
): { readonly person: PersonId; readonly serial: number } | undefined {
  const [, id = '', number = '', signature = ''] = TOKEN.exec(token) ?? [];
  if (id === '') return undefined;
  const person = personId(Number(id));
  const serial = Number(number);
  return isSigned(secret, named(person, serial), signature) ? { person, serial } : undefined;
}

function named(person: PersonId, serial: number): string {
  return `calendar-link ${person} ${serial}`;
}
