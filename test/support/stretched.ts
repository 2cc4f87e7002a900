import type { Reply } from '../../src/core/replies.ts';

/** Forms have at most this many fields, and labels and names of units are at most this long. */
const MOST_FIELDS = 60;
const LONGEST_LABEL = 80;
const LONGEST_NAME = 120;
const MOST_DUTIES = 8;

/** Lists that hold one entry for each field of a form. */
const OF_FIELDS: ReadonlySet<string> = new Set([
  'items',
  'fields',
  'missing',
  'unusual',
  'changes',
  'gaps',
  'usual',
  'kept',
  'unfilled',
  'contradicting',
  'understood',
  'taken',
  'optional',
]);
const OF_DUTIES: ReadonlySet<string> = new Set(['duties', 'reports', 'stillOwed', 'sections']);

/** The same reply about the largest form and the longest names that an organisation file may hold. */
export function stretched(reply: Reply): Reply {
  // A list grows and names get longer; the kinds of all values stay.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return stretch(reply, '') as Reply;
}

function stretch(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const members = value.map((member: unknown) => stretch(member, ''));
    if (OF_FIELDS.has(key)) return filled(members, MOST_FIELDS);
    return OF_DUTIES.has(key) ? filled(members, MOST_DUTIES) : members;
  }
  if (typeof value !== 'object' || value === null) return value;
  // Temporal's values are no plain objects.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => {
      if (name === 'label' && 'aliases' in value) return [name, padded(String(member), LONGEST_LABEL)];
      if (name === 'name' && 'code' in value && Object.keys(value).length === 2)
        return [name, padded(String(member), LONGEST_NAME)];
      return [name, stretch(member, name)];
    }),
  );
}

function filled(members: readonly unknown[], count: number): readonly unknown[] {
  return members.length < 2
    ? members
    : Array.from({ length: count }, (_, at) => members[at % members.length]);
}

function padded(name: string, length: number): string {
  const longer = `${name} ${'và công tác vận động quần chúng '.repeat(10)}`;
  return longer.slice(0, length).trim();
}
