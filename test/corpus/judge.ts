import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { parse } from '../../src/core/parsing/parse.ts';
import type { Doubt, Understanding } from '../../src/core/parsing/understanding.ts';
import type { CorpusLine } from './load.ts';

/** A Thursday. */
export const CORPUS_DAY = Temporal.PlainDate.from('2026-08-20');

/**
 * `wrong`: a value, a nil or a period was taken that the person did not mean. `needless`: right, but asked where nothing was open.
 * `missed`: something that was meant was neither taken nor asked about.
 */
export type Verdict = 'right' | 'wrong' | 'needless' | 'missed';

export type Judgement = {
  readonly verdict: Verdict;
  readonly why: string;
  readonly understanding: Understanding;
};

export function judge(line: CorpusLine): Judgement {
  const understanding = parse(line.text, line.form, {
    today: CORPUS_DAY,
    ...(line.open === undefined ? {} : { openField: line.open }),
  });
  const say = (verdict: Verdict, why: string): Judgement => ({ verdict, why, understanding });
  const wrong = wronglyTaken(line, understanding);
  if (wrong !== undefined) return say('wrong', wrong);
  const missed = notTaken(line, understanding);
  const asked = understanding.doubts.map(nameOf);
  const wanted = line.ask ?? [];
  const unasked = wanted.find((name) => !asked.some((other) => matches(name, other)));
  if (missed !== undefined) return say(asked.length > 0 ? 'needless' : 'missed', missed);
  if (unasked !== undefined)
    return say(asked.length > 0 ? 'needless' : 'missed', `not asked: ${unasked}, but ${asked.join(' ')}`);
  const needless = asked.find((name) => !wanted.some((other) => matches(other, name)));
  return needless === undefined ? say('right', '') : say('needless', `asked needlessly: ${needless}`);
}

function wronglyTaken(line: CorpusLine, understanding: Understanding): string | undefined {
  for (const { field, value, note, understoodAs } of understanding.readings) {
    const isNone = line.none?.includes(field) === true;
    const meant = isNone ? (value === '' ? '' : []) : line.values[field];
    if (!isDeepStrictEqual(value, meant)) return `${field} = ${JSON.stringify(value)}`;
    if ((note ?? '') !== (line.notes?.[field] ?? '')) return `${field} with the note ${note}`;
    if ((understoodAs !== undefined) !== (line.slips?.includes(field) === true))
      return `${field} as ${understoodAs}`;
  }
  const guards = new Set(understanding.guards.map(({ kind }) => (kind === 'secrecy' ? kind : 'privacy')));
  const guard = [...guards].join(' ') || undefined;
  if (guard !== line.guard) return `guard ${guard}`;
  if (understanding.nil && line.nil !== true) return 'nil';
  if (understanding.restNil && line.rest !== true) return 'the rest nil';
  if (understanding.period !== line.period) return `period ${understanding.period}`;
  const { intent } = understanding;
  if (intent?.kind !== line.intent) return `intent ${intent?.kind}`;
  const until = intent?.kind === 'late' || intent?.kind === 'absence' ? intent.until : undefined;
  return until === line.until ? undefined : `until ${until}`;
}

function notTaken(line: CorpusLine, understanding: Understanding): string | undefined {
  const taken = new Set(understanding.readings.map((reading) => reading.field));
  const missing = [...Object.keys(line.values), ...(line.none ?? [])].find((field) => !taken.has(field));
  if (missing !== undefined) return `not taken: ${missing} (${understanding.doubts.map(nameOf).join(' ')})`;
  if (line.nil === true && !understanding.nil) return 'not taken: nil';
  return line.rest === true && !understanding.restNil ? 'not taken: the rest nil' : undefined;
}

export function nameOf(doubt: Doubt): string {
  if ('candidates' in doubt) return `${doubt.kind}:${doubt.candidates.join('|')}`;
  return 'field' in doubt ? `${doubt.kind}:${doubt.field}` : doubt.kind;
}

/** `*` stands for any kind; without a field any field will do. */
function matches(wanted: string, asked: string): boolean {
  const [kind, field] = wanted.split(':');
  const [askedKind, askedField] = asked.split(':');
  if (kind !== '*' && kind !== askedKind) return false;
  return (
    field === undefined ||
    field === askedField ||
    (kind === '*' && askedField?.split('|').includes(field) === true)
  );
}
