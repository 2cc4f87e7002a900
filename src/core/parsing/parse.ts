import type { Temporal } from 'temporal-polyfill';
import { isFigure, type Field, type FormDefinition } from '../forms/definition.ts';
import type { FieldCode } from '../ids.ts';
import { Account } from './account.ts';
import { absorbAddress } from './address.ts';
import { composeAmounts } from './amounts.ts';
import { findClosedZones, readDay, readOption, type ClosedZone } from './closed-zones.ts';
import type { Orphan } from './facts.ts';
import { readFigures, type Figures } from './figures.ts';
import { findGuards } from './guards.ts';
import { guessLabels } from './guesses.ts';
import { readIntent } from './intents.ts';
import { hasTag, type Item } from './items.ts';
import { passOverAnswered, quoteLeftovers } from './leftovers.ts';
import { lexiconOf, VOCABULARY } from './lexicon.ts';
import { markedKey } from './phrase-trie.ts';
import { spoilNotReported } from './not-reported.ts';
import { readNils, saysRestNil } from './nil-report.ts';
import { isNumberFold } from './number-words.ts';
import { valueOf } from './outcome.ts';
import { asOpenCount, spoilParted, spoilRates } from './other-counts.ts';
import { readPeriods } from './periods.ts';
import { decodeRawTyping } from './raw-typing.ts';
import type { Source } from './reader.ts';
import { markRivals } from './rival-labels.ts';
import { scan } from './scan.ts';
import { settleFacts } from './settle.ts';
import { splitStatements } from './statements.ts';
import { markStocks } from './stock-cues.ts';
import { findTextZones } from './text-zones.ts';
import { readTexts, wholeText } from './texts.ts';
import { tokenize } from './tokens.ts';
import {
  isSecret,
  NOTHING_UNDERSTOOD,
  type Doubt,
  type Reading,
  type Understanding,
} from './understanding.ts';
import { Tag } from './vocabulary.ts';

export type ParseOptions = {
  /** The field whose question is open: a bare value is its answer. */
  readonly openField?: FieldCode;
  /** For days without a year, "hôm qua", "mai". */
  readonly today: Temporal.PlainDate;
};

/** Intents that ask: a field named in them is not reported. */
const QUESTIONS = new Set(['help', 'status', 'due', 'history', 'absence', 'reopen']);

/** Telegram's messages end at 4,096 characters, Zalo's at 2,000. What is beyond is quoted back unread. */
const MOST_CHARACTERS = 4_200;

/**
 * What a message says in the words of a form. Never throws; what is in doubt becomes a Doubt, never a value. Depends on
 * nothing but its arguments; linear in the text.
 */
export function parse(text: string, form: FormDefinition, options: ParseOptions): Understanding {
  const lexicon = lexiconOf(form);
  const read = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text;
  const tokens = decodeRawTyping(
    tokenize(read),
    (fold) => lexicon.labels.words.has(fold) || VOCABULARY.words.has(fold) || isNumberFold(fold),
    (shape, tone) => lexicon.labels.marked.has(markedKey(shape, tone)),
  );
  const source: Source = { text: read, tokens, lexicon, account: new Account(tokens) };
  const guessed = guessLabels(
    composeAmounts(absorbAddress(scan(tokens, lexicon), tokens), tokens),
    tokens,
    lexicon,
  );
  const rivals = markStocks(markRivals(guessed, tokens, lexicon), tokens, lexicon);
  const named = spoilNotReported(spoilParted(spoilRates(rivals, tokens), tokens), tokens, lexicon);
  const openField = options.openField === undefined ? undefined : lexicon.fields.get(options.openField);
  const items = openField === undefined ? named : asOpenCount(named, tokens, openField, lexicon);
  const understanding = readItems(source, items, openField, options.today);
  const beyond: Doubt[] =
    text.length > read.length
      ? [{ kind: 'not-understood', span: { start: read.length, end: text.length } }]
      : [];
  if (isSecret(understanding)) return understanding;
  const whole =
    openField === undefined ? understanding : asTextAnswer(source, items, openField, understanding);
  return withDoubts(whole, beyond);
}

function withDoubts(understanding: Understanding, more: readonly Doubt[]): Understanding {
  return more.length === 0 ? understanding : { ...understanding, doubts: [...understanding.doubts, ...more] };
}

function readItems(
  source: Source,
  items: readonly Item[],
  openField: Field | undefined,
  today: Temporal.PlainDate,
): Understanding {
  const { tokens, lexicon, account } = source;
  const taken = new Uint8Array(items.length);
  const zones = findTextZones(items, tokens, lexicon);
  const asksText = openField?.type === 'text' || openField?.type === 'list';
  const guards = findGuards(source, items, zones, asksText ? openField.code : undefined);
  const [guard] = guards;
  // Under a mark of state secrets nothing is taken, not even as a question.
  if (guard?.kind === 'secrecy') return { ...NOTHING_UNDERSTOOD, guards };
  for (const zone of zones) taken.fill(1, zone.start, zone.end);
  const closed = [
    ...openAnswer(source, items, openField, today),
    ...findClosedZones(items, tokens, lexicon, today),
  ].filter((zone) => taken[zone.start] !== 1);
  for (const zone of closed) taken.fill(1, zone.start, zone.end);
  const texts = readTexts(source, items, zones);
  const answers = readClosed(source, items, closed);
  const free = items.filter((_, index) => taken[index] !== 1);
  const spoken = splitStatements(items, (index) => taken[index] === 1);
  const statements = spoken.filter((statement) => !saysRestNil(source, statement));
  const saidRest = statements.length < spoken.length;
  const asksFigure = openField !== undefined && isFigure(openField);
  const figures = readFigures(source, statements, asksFigure ? openField.code : undefined);
  const corrections = free.filter((item) => hasTag(item, Tag.correct)).map((item) => item.first);
  const settled = settleFacts(figures.facts, corrections, lexicon, account);
  const labels = readLoneLabels(source, figures, free);
  const orphans = figures.orphans.map((orphan) => doubtOfOrphan(orphan, source));
  const nils = readNils(
    source,
    free,
    figures,
    settled.readings.length + settled.doubts.length + orphans.length > 0,
    saidRest,
  );
  const intent = readIntent({
    text: source.text,
    items: free,
    tokens,
    account,
    today,
    hasFigures:
      figures.facts.length > 0 ||
      orphans.length > 0 ||
      answers.readings.length > 0 ||
      nils.nil ||
      nils.restNil,
    hasTexts: texts.readings.length + texts.doubts.length > 0,
    hasIncrement: [...figures.facts, ...figures.orphans].some((one) => one.increment),
    hasDenied: figures.facts.some((fact) => fact.denied),
    hasLabels: labels.length > 0 || answers.doubts.length > 0,
  });
  const readings = inOrder([...texts.readings, ...answers.readings, ...settled.readings]);
  passOverAnswered(items, tokens, lexicon, account, readings);
  const { period, named, mentions } = readPeriods(free, tokens, lexicon.form, account);
  const doubts: Doubt[] = [
    ...texts.doubts,
    ...answers.doubts,
    ...settled.doubts,
    ...(intent !== undefined && QUESTIONS.has(intent.kind) ? [] : labels),
    ...orphans,
    ...quoteLeftovers(free, account),
  ];
  return {
    intent,
    readings,
    nil: nils.nil,
    restNil: nils.restNil,
    period,
    ...(named === undefined ? {} : { namedPeriod: named }),
    ...(mentions.length === 0 ? {} : { mentions }),
    doubts: inOrder(doubts),
    guards,
  };
}

function inOrder<T extends Reading | Doubt>(things: readonly T[]): readonly T[] {
  return things.length < 2 ? things : things.toSorted((one, other) => one.span.start - other.span.start);
}

/** A bare option or day, where the open question asks for one. */
function openAnswer(
  source: Source,
  items: readonly Item[],
  field: Field | undefined,
  today: Temporal.PlainDate,
): ClosedZone[] {
  if (field?.type !== 'choice' && field?.type !== 'date') return [];
  if (items.some((item) => item.at?.label.fields.includes(field.code) === true)) return [];
  const found =
    field.type === 'choice'
      ? readOption(items, 0, source.tokens, source.lexicon, field)
      : readDay(items, 0, today);
  return found === undefined
    ? []
    : [{ field, start: 0, end: found.end, value: found.value, slip: found.slip }];
}

function readClosed(
  { account }: Source,
  items: readonly Item[],
  zones: readonly ClosedZone[],
): { readonly readings: readonly Reading[]; readonly doubts: readonly Doubt[] } {
  const readings: Reading[] = [];
  const doubts: Doubt[] = [];
  for (const { field, start, end, value, slip } of zones) {
    const first = items[start]?.first ?? 0;
    const last = items[end - 1]?.end ?? first;
    const span = account.span(first, last);
    account.use(first, last);
    if (value === undefined) doubts.push({ kind: 'value-missing', field: field.code, span });
    else
      readings.push({
        field: field.code,
        value,
        span,
        certainty: slip !== undefined ? 'slip' : items[start]?.at === undefined ? 'position' : 'label',
        ...(slip === undefined ? {} : { understoodAs: slip }),
      });
  }
  return { readings, doubts };
}

/** Labels alone: their value is asked. "như kỳ trước" beside one is said of that field. */
function readLoneLabels({ account }: Source, figures: Figures, free: readonly Item[]): Doubt[] {
  return figures.loneLabels.flatMap((label): Doubt[] => {
    const [field, ...more] = label.at?.label.fields ?? [];
    if (field === undefined || !account.isOpen(label.first)) return [];
    const next = free[free.indexOf(label) + 1];
    const asBefore = hasTag(next, Tag.same);
    const end = asBefore ? (next?.end ?? label.end) : label.end;
    account.use(label.first, end);
    const span = account.span(label.first, end);
    if (more.length > 0) return [{ kind: 'which-field', candidates: [field, ...more], span }];
    return [{ kind: 'value-missing', field, span, ...(asBefore ? { asBefore: true } : {}) }];
  });
}

function doubtOfOrphan(orphan: Orphan, { account, lexicon }: Source): Doubt {
  const span = account.span(orphan.first, orphan.end);
  // What "350 triệu" is worth depends on the field that it will be given to.
  const value = orphan.amount.ranked && lexicon.moneyRanks.size > 0 ? undefined : valueOf(orphan);
  const [field] = orphan.candidates;
  if (field !== undefined) {
    return {
      kind: 'which-field',
      candidates: orphan.candidates,
      span,
      ...(value === undefined ? {} : { value }),
    };
  }
  return value === undefined ? { kind: 'not-understood', span } : { kind: 'label-missing', value, span };
}

/** The answer to an open question for free text is the whole message, unless it is something else through and through. */
function asTextAnswer(
  source: Source,
  items: readonly Item[],
  field: Field,
  understanding: Understanding,
): Understanding {
  if (field.type !== 'text' && field.type !== 'list') return understanding;
  return wholeText(source, items, field, understanding);
}
