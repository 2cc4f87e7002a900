import * as fc from 'fast-check';
import type { Field, FormDefinition } from '../../src/core/forms/definition.ts';
import type { OrganizationFile } from '../../src/core/organization/organization-file.ts';
import {
  ROLES,
  type Body,
  type Person,
  type Post,
  type Unit,
} from '../../src/core/organization/organization.ts';

/** What a spreadsheet program, YAML or a library would take for something else. */
const TRICKY = [
  '=1+1',
  "'=1",
  '-3h',
  '+84',
  '@a',
  'null',
  "'null",
  '5/6',
  '1,5',
  'a;b',
  'a, "b"',
  '"',
  '_x0041_',
  'true',
  '#N/A',
  '007',
  '1e5',
  '12:30',
  'constructor',
  '__proto__',
  'a\uFFFD\uFFFFb',
];

/** One line of any characters that a file may hold. */
const line = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => text.normalize('NFC').trim()),
    fc.constantFrom(...TRICKY),
  )
  .filter((text) => text !== '' && !/\p{Cc}/u.test(text) && text.isWellFormed());

const code = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/),
  fc.constantFrom('01234', '1e3', 'null', 'true', '5-6'),
);
const day = fc
  .date({ min: new Date('1890-01-01'), max: new Date('2120-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const rows = <T extends { readonly code: string }>(row: fc.Arbitrary<T>) =>
  fc.uniqueArray(row, { selector: (one) => one.code.toLowerCase(), minLength: 1, maxLength: 4 });

const dated = {
  from: day,
  until: day,
  // No former names are written by leaving them out.
  was: fc.array(fc.record({ name: line, until: day }), { minLength: 1, maxLength: 3 }),
};
const units: fc.Arbitrary<Unit[]> = rows(
  fc.record(
    {
      code,
      name: line,
      kind: line,
      parent: code,
      ...dated,
      predecessors: fc.array(code, { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['code', 'name', 'kind'] },
  ),
);
const bodies: fc.Arbitrary<Body[]> = rows(
  fc.record(
    { code, name: line, style: fc.constantFrom('party', 'government'), unit: code, ...dated },
    { requiredKeys: ['code', 'name', 'style', 'unit'] },
  ),
);
const people: fc.Arbitrary<Person[]> = rows(
  fc.record(
    { code, name: line, honorific: line, phone: fc.stringMatching(/^(?:0|\+84)\d{8,10}$/) },
    { requiredKeys: ['code', 'name', 'honorific'] },
  ),
);
const post = fc.record(
  { code, title: line, role: fc.constantFrom(...ROLES), holder: code, since: day },
  { requiredKeys: ['code', 'title', 'role'] },
);
const posts: fc.Arbitrary<Post[]> = rows(
  fc
    .tuple(post, fc.oneof(fc.record({ unit: code }), fc.record({ body: code })))
    .map(([one, place]) => ({ ...one, ...place })),
);
const fields: fc.Arbitrary<Field[]> = rows(
  fc.record(
    {
      code: fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/),
      label: line,
      prompt: line,
      type: fc.constantFrom('integer', 'decimal', 'ratio', 'choice', 'text', 'list', 'date'),
      aliases: fc.array(line, { maxLength: 3 }),
      target: fc.double({ min: 0, max: 1, noNaN: true }).filter((value) => !Object.is(value, -0)),
      for: fc.array(code, { maxLength: 2 }),
      aggregate: fc.constantFrom('sum', 'latest'),
      required: fc.boolean(),
      options: fc.array(line, { maxLength: 3 }),
    },
    {
      requiredKeys: ['code', 'label', 'prompt', 'type', 'aliases', 'for', 'aggregate', 'required', 'options'],
    },
  ),
);
const sums = fc.record({ kind: line, due: line }, { requiredKeys: ['kind'] });
const forms: fc.Arbitrary<FormDefinition[]> = rows(
  fc.record(
    {
      code,
      name: line,
      period: fc.constantFrom('week', 'month', 'quarter', 'half', 'nine-months', 'year', 'custom'),
      cutoff: fc.constantFrom('calendar', 'nd09'),
      due: line,
      lock: line,
      reminders: fc.array(line, { maxLength: 4 }),
      plan: fc.constantFrom('fixed', 'adaptive'),
      reporters: fc.record({ kind: line, sums }, { requiredKeys: ['kind'] }),
      receivers: fc.array(code, { minLength: 1, maxLength: 3 }),
      digests: fc.array(
        fc.record(
          { cron: line, to: fc.constant('leaders'), preview: fc.boolean() },
          { requiredKeys: ['cron', 'to'] },
        ),
        { maxLength: 2 },
      ),
      signoff: fc.record({
        within: fc.constantFrom('8h', '16h'),
        remind: fc.constant('4h'),
        otherwise: fc.constantFrom('accept', 'wait'),
      }),
      fields,
    },
    {
      requiredKeys: [
        'code',
        'name',
        'period',
        'cutoff',
        'due',
        'lock',
        'reminders',
        'reporters',
        'receivers',
        'digests',
        'fields',
      ],
    },
  ),
);

/** Any organisation that a file can state; whether it makes sense does not matter to files. */
export const anyOrganization: fc.Arbitrary<OrganizationFile> = fc.record({
  units,
  bodies,
  people,
  posts,
  forms,
});
