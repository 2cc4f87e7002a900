import type { Claims } from './claims.ts';
import { isDayOfYear } from './dates.ts';
import type { Fact } from './facts.ts';
import { hasTag, type Item } from './items.ts';
import type { Reader } from './reader.ts';
import { roleOf } from './roles.ts';
import type { Statement } from './statements.ts';
import { Tag } from './vocabulary.ts';

/** "kn +1": one more, unlike "kn + 1" and "kn+1", where the sign only divides. */
export function isPlusSign({ after }: Statement, { tokens, items }: Reader): boolean {
  if (after?.mark !== '+' || tokens[after.first]?.glued === true) return false;
  return tokens[items[0]?.first ?? 0]?.glued === true;
}

export function startsWith(reader: Reader, fact: Fact): boolean {
  return !reader.items.some(
    (item) => item.kind === 'word' || (item.kind === 'amount' && item.first < fact.first),
  );
}

export function saysRole(reader: Reader, claims: Claims): boolean {
  return claims.loneAmounts.every(
    (index) => reader.roles.has(index) || reader.items[index]?.amount?.kind === 'percent',
  );
}

export function isIncrement(reader: Reader): boolean {
  return reader.items.some((item) => hasTag(item, Tag.increment));
}

export function isAloneIn(reader: Reader, item: Item): boolean {
  return reader.items.every(
    (other) =>
      other === item ||
      (other.kind !== 'amount' &&
        other.kind !== 'label' &&
        other.kind !== 'word' &&
        other.kind !== 'name' &&
        roleOf(other) === undefined),
  );
}

const SEND = new Set(['gui', 'goi', 'nop', 'bao', 'bc', 'bcao']);

/** "15/8 em nộp bù": a day, if sending is what the statement speaks of. */
export function isDateHere(reader: Reader, item: Item, claims: Claims): boolean {
  const amount = item.amount;
  if (amount?.kind !== 'ratio' || !isDayOfYear(amount.first, amount.second)) return false;
  const label = reader.items.find((other) => other.kind === 'label')?.first ?? Infinity;
  if (claims.facts.length > 0 && item.first > label) return false;
  return reader.items.some(
    (other) =>
      other.first > item.first &&
      other.first < label &&
      other.kind === 'phrase' &&
      reader.tokens.slice(other.first, other.end).some((token) => SEND.has(token.fold)),
  );
}
