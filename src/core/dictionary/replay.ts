import type { Temporal } from 'temporal-polyfill';
import type { FormDefinition } from '../forms/definition.ts';
import { sameValue } from '../forms/values.ts';
import { parse } from '../parsing/parse.ts';
import type { Reading, Understanding } from '../parsing/understanding.ts';

/** A message that the form's new words make mean something else. */
export type Changed = {
  readonly text: string;
  readonly before: readonly Reading[];
  readonly after: readonly Reading[];
};

/** `better`: only what was in doubt became a value. `other`: anything else changed, and the new words are to be refused. */
export type Replay = {
  readonly messages: number;
  readonly better: readonly Changed[];
  readonly other: readonly Changed[];
};

/**
 * Reads messages with a form before and after a change and lists those that are understood differently. `today`: for days without a
 * year; the same for both.
 */
export function replay(
  before: FormDefinition,
  after: FormDefinition,
  messages: readonly string[],
  today: Temporal.PlainDate,
): Replay {
  const better: Changed[] = [];
  const other: Changed[] = [];
  for (const text of messages) {
    const was = parse(text, before, { today });
    const is = parse(text, after, { today });
    if (isSame(was, is)) continue;
    const changed = { text, before: was.readings, after: is.readings };
    (isBetter(was, is) ? better : other).push(changed);
  }
  return { messages: messages.length, better, other };
}

function isSame(was: Understanding, is: Understanding): boolean {
  return saysSame(was, is) && was.readings.length === is.readings.length && keeps(was, is);
}

/** What was read stays, and all that is new stands where something was in doubt. */
function isBetter(was: Understanding, is: Understanding): boolean {
  if (!saysSame(was, is) || !keeps(was, is)) return false;
  return is.readings.every(
    (reading) =>
      was.readings.some((known) => known.field === reading.field) ||
      was.doubts.some(({ span }) => span.start < reading.span.end && reading.span.start < span.end),
  );
}

function keeps(was: Understanding, is: Understanding): boolean {
  return was.readings.every((known) =>
    is.readings.some((reading) => reading.field === known.field && sameValue(reading.value, known.value)),
  );
}

/** Nil, the rest nil, and what the message wants. */
function saysSame(was: Understanding, is: Understanding): boolean {
  return was.nil === is.nil && was.restNil === is.restNil && was.intent?.kind === is.intent?.kind;
}
