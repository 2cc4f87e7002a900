import type { FieldCode } from '../ids.ts';
import { readRemark } from './brackets.ts';
import { addAllOfThem, claimChains, directionOf, type Claims } from './claims.ts';
import { isStrongBoundary } from './clauses.ts';
import { endOf, type Fact, type Note, type Orphan } from './facts.ts';
import { AND, hasTag, namesField, type Item, isNone } from './items.ts';
import { prepareStatement } from './prepare.ts';
import { factsOf, makeReader, orphanOf, type Direction, type Reader, type Source } from './reader.ts';
import { cutRemark } from './remarks.ts';
import { isAloneIn, isDateHere, isIncrement, isPlusSign, saysRole, startsWith } from './statement-signs.ts';
import { chainsOf, hasWords, type Chain, type Statement } from './statements.ts';
import { Tag } from './vocabulary.ts';

export type Figures = {
  readonly facts: Fact[];
  readonly orphans: Orphan[];
  /** Labels alone in their statement, in order. */
  readonly loneLabels: readonly Item[];
  /** "Không phát sinh" or "không" that no label owns. */
  readonly loneNils: readonly { readonly item: Item; readonly bare: boolean }[];
};

type Draft = {
  readonly statement: Statement;
  readonly reader: Reader;
  readonly chains: readonly Chain[];
};

/** Reads all statements of figures; a statement without a label goes with the one before it where the words say so. */
export function readFigures(
  source: Source,
  statements: readonly Statement[],
  openField: FieldCode | undefined,
): Figures {
  const prepared = statements.map((statement) => {
    const items = prepareStatement(statement.items, source);
    const { main, remark } = cutRemark(items);
    return { statement, main, remark, chains: chainsOf(main, source.lexicon) };
  });
  const direction = commonDirection(prepared.map(({ chains }) => chains));
  const figures = new FigureReader(source, openField);
  for (const { statement, main, remark, chains } of prepared) {
    figures.read({ statement, reader: makeReader(source, main, remark, direction), chains });
  }
  return figures.finish();
}

/** The side on which all chains that can be told put their values. */
function commonDirection(statements: readonly (readonly Chain[])[]): Direction {
  let common: Direction;
  for (const chains of statements) {
    for (const chain of chains) {
      const direction = directionOf(chain);
      if (direction === undefined) continue;
      if (common !== undefined && common !== direction) return undefined;
      common = direction;
    }
  }
  return common;
}

class FigureReader {
  readonly #source: Source;
  #openField: FieldCode | undefined;
  readonly #facts: Fact[] = [];
  readonly #orphans: Orphan[] = [];
  readonly #loneLabels: Item[] = [];
  readonly #loneNils: { item: Item; bare: boolean }[] = [];
  /** The field of the latest fact. */
  #last: FieldCode | undefined;
  /** Labels of statements just before, each alone in its own. */
  #waiting: Item[] = [];
  /** An "à nhầm" stands behind the latest fact. */
  #corrects = false;
  /** The "à nhầm" ended its statement: what is right comes in the next ("kn 2 à nhầm, 3 đơn"). */
  #owesCorrection = false;

  constructor(source: Source, openField: FieldCode | undefined) {
    this.#source = source;
    this.#openField = openField;
  }

  read({ statement, reader, chains }: Draft): void {
    const corrections = reader.items.filter((item) => hasTag(item, Tag.correct));
    this.#corrects = corrections.length > 0 || this.#owesCorrection;
    const lastAmount = reader.items.findLast((item) => item.kind === 'amount');
    const isLeftOpen = (corrections.at(-1)?.first ?? -1) > (lastAmount?.first ?? -1);
    this.#owesCorrection =
      isLeftOpen || (this.#owesCorrection && corrections.length === 0 && chains.length === 0);
    if (this.#isRemarkOnLast(statement, reader)) return;
    const claims = claimChains(reader, chains);
    if (this.#isDeniedToo(statement, reader, claims)) return;
    this.#joinWaiting(statement, reader, claims);
    this.#facts.push(...claims.facts);
    this.#orphans.push(...claims.orphans);
    if (claims.loneAmounts.length > 0) this.#placeAmounts(reader, claims);
    this.#last = this.#facts.at(-1)?.field ?? this.#last;
    this.#keepLabels(reader, claims);
    if (claims.facts.length > 0) this.#openField = undefined;
  }

  finish(): Figures {
    this.#loneLabels.push(...this.#waiting);
    return {
      facts: this.#facts,
      orphans: this.#orphans,
      loneLabels: this.#loneLabels,
      loneNils: this.#loneNils,
    };
  }

  /** ", do cúp điện", ", tăng 1 so với kỳ trước": about the value before it. */
  #isRemarkOnLast(statement: Statement, reader: Reader): boolean {
    const fact = this.#facts.at(-1);
    const isAlone = reader.items.every((item) => item.kind === 'phrase' || item.kind === 'noise');
    if (fact === undefined || reader.remark.length === 0 || !isAlone || statement.after?.mark !== ',')
      return false;
    const note = readRemark(this.#source, reader.remark);
    if (note !== undefined) this.#facts[this.#facts.length - 1] = { ...fact, note: addNote(fact.note, note) };
    return true;
  }

  /** "không có khiếu nại, tố cáo": the "không" before the first name is said of the next as well. */
  #isDeniedToo(statement: Statement, reader: Reader, claims: Claims): boolean {
    const denial = this.#facts.at(-1);
    const isListed = statement.after?.mark === ',' || statement.after?.mark === AND;
    const isBefore =
      denial?.amount.kind === 'nil' && denial.at === denial.first && denial.end > denial.at + 1;
    const others = claims.facts.length + claims.orphans.length + claims.loneAmounts.length;
    const isPlain =
      !hasWords(reader.items, 0, reader.items.length) &&
      reader.remark.length === 0 &&
      !reader.items.some((item) => item.kind === 'name');
    if (denial === undefined || !isListed || !isBefore || others > 0 || !isPlain) return false;
    if (claims.loneLabels.length === 0) return false;
    for (const label of claims.loneLabels) {
      this.#source.account.use(label.first, label.end);
      for (const field of label.at?.label.fields ?? []) {
        this.#facts.push({ ...denial, field, end: label.end, slip: label.at?.slip, note: undefined });
      }
    }
    return true;
  }

  /** "kn, tc không", "Khiếu nại⏎1": labels of the statements before take part. */
  #joinWaiting(statement: Statement, reader: Reader, claims: Claims): void {
    // "Nhà sập, tốc mái: 2": two names of one field.
    const isAgain = (item: Item) => claims.facts.some((fact) => namesField(item, fact.field));
    const waiting = this.#waiting.filter((item) => !isAgain(item));
    for (const item of this.#waiting) if (isAgain(item)) this.#source.account.use(item.first, item.end);
    this.#waiting = [];
    const [label] = waiting;
    if (label === undefined) return;
    const first = claims.facts[0];
    const joint = statement.after?.mark;
    const isListed = joint === ',' || joint === AND || joint === '+';
    if (claims.loneAmounts.length > 0 && claims.facts.length === 0 && waiting.length === 1) {
      this.#giveAll(statement, reader, label, claims);
    } else if (first !== undefined && isListed && isNone(first.amount) && startsWith(reader, first)) {
      for (const item of waiting) {
        const [field] = item.at?.label.fields ?? [];
        if (field === undefined) continue;
        this.#source.account.use(item.first, item.end);
        this.#facts.push({
          ...first,
          field,
          first: item.first,
          end: first.end,
          slip: item.at?.slip,
          note: undefined,
        });
      }
    } else if (
      first !== undefined &&
      first.at === first.first &&
      !isStrongBoundary(statement.after) &&
      startsWith(reader, first)
    ) {
      // "kn, 1 tc, 0": the number may be that of the label before it.
      claims.facts.shift();
      const fields = [...waiting.flatMap((item) => item.at?.label.fields ?? []), first.field];
      claims.orphans.push(orphanOf(this.#source, first.amount, fields, label.first, endOf(first)));
    } else if (first !== undefined && isListed && claims.facts.length === 1 && startsWith(reader, first)) {
      // "khiếu nại, tố cáo 1": one of them, or both together.
      claims.facts.shift();
      const fields = [...waiting.flatMap((item) => item.at?.label.fields ?? []), first.field];
      claims.orphans.push(orphanOf(this.#source, first.amount, fields, label.first, endOf(first)));
    } else {
      this.#loneLabels.push(...waiting);
    }
  }

  #giveAll(statement: Statement, reader: Reader, label: Item, claims: Claims): void {
    const [field] = label.at?.label.fields ?? [];
    if (field === undefined || (label.at?.label.fields.length ?? 0) > 1) {
      this.#loneLabels.push(label);
      return;
    }
    const increment = isPlusSign(statement, reader);
    for (const index of claims.loneAmounts.splice(0)) {
      const facts = factsOf(reader, field, label, index);
      claims.facts.push(...facts.map((fact) => (increment ? { ...fact, increment } : fact)));
    }
    addAllOfThem(reader, field, label, claims);
  }

  /** Amounts without a label of their own. */
  #placeAmounts(reader: Reader, claims: Claims): void {
    const owner = this.#ownerOf(reader, claims);
    const increment = reader.items.find((item) => hasTag(item, Tag.increment));
    // Words around a lone number make a sentence of it, not a value without a name.
    const isProse = increment === undefined && hasWords(reader.items, 0, reader.items.length);
    for (const index of claims.loneAmounts) {
      const item = reader.items[index];
      if (item?.amount === undefined) continue;
      if (owner !== undefined) this.#facts.push(...this.#factsWithout(reader, owner, index));
      else if (item.amount.kind === 'nil') this.#loneNils.push({ item, bare: isAloneIn(reader, item) });
      else if (isDateHere(reader, item, claims)) reader.account.use(item.first, item.end);
      else if (!isProse) this.#leave(reader, item, index, increment);
    }
    if (owner === undefined) return;
    const added: Claims = { facts: [], orphans: [], loneLabels: [], loneAmounts: [] };
    addAllOfThem(reader, owner, undefined, added);
    this.#facts.push(...added.facts);
    if (owner === this.#openField) this.#openField = undefined;
  }

  #factsWithout(reader: Reader, owner: FieldCode, index: number): readonly Fact[] {
    const facts = factsOf(reader, owner, undefined, index);
    return owner === this.#openField ? facts.map((fact) => ({ ...fact, certainty: 'position' })) : facts;
  }

  /** The field that the amounts of a statement without labels belong to. */
  #ownerOf(reader: Reader, claims: Claims): FieldCode | undefined {
    if (claims.facts.length > 0 || claims.loneLabels.length > 0 || claims.orphans.length > 0)
      return undefined;
    const words = hasWords(reader.items, 0, reader.items.length);
    const last = this.#last;
    if (last !== undefined && this.#corrects && !words) return last;
    const isRatio = last !== undefined && this.#source.lexicon.fields.get(last)?.type === 'ratio';
    if (isRatio && saysRole(reader, claims)) return last;
    if (this.#openField !== undefined && !words && !isIncrement(reader)) return this.#openField;
    return undefined;
  }

  #leave(reader: Reader, item: Item, index: number, increment: Item | undefined): void {
    if (item.amount === undefined) return;
    const added = increment !== undefined;
    if (increment !== undefined) reader.account.use(increment.first, increment.end);
    const first = Math.min(item.first, increment?.first ?? item.first);
    const counter = reader.items[index + 1];
    const end = hasTag(counter, Tag.counter) ? (counter?.end ?? item.end) : item.end;
    this.#orphans.push({ ...orphanOf(reader, item.amount, [], first, end), increment: added });
  }

  /** A label alone in its statement waits for the next one; among words it is only spoken of. */
  #keepLabels(reader: Reader, claims: Claims): void {
    if (claims.loneLabels.length === 0) return;
    const isPlain =
      !hasWords(reader.items, 0, reader.items.length) &&
      !reader.items.some((item) => item.kind === 'name') &&
      reader.remark.length === 0;
    const isAsBefore = reader.items.some((item) => hasTag(item, Tag.same));
    if (isAsBefore) this.#loneLabels.push(...claims.loneLabels);
    else if (claims.facts.length === 0 && claims.orphans.length === 0 && isPlain)
      this.#waiting.push(...claims.loneLabels);
    else if (isPlain || claims.facts.length > 0) {
      // An abbreviation without a value is as likely another word ("tc 2 cuộc đối thoại"): quoted back.
      this.#loneLabels.push(...claims.loneLabels.filter((label) => label.at?.label.short !== true));
    }
  }
}

function addNote(known: Note | undefined, note: Note): Note {
  return known === undefined ? note : { text: `${known.text}; ${note.text}`, end: note.end };
}
