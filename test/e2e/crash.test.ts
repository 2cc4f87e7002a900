import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runHaiChieu, startService, type Service } from '../support/service.ts';
import { waitFor } from '../support/wait-for.ts';

const KILLS = 4;

let database: TestDatabase;
let environment: Record<string, string>;
let service: Service;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = { DATABASE_URL: database.url, DEMO: '1' };
  // A Wednesday: one week is open.
  await runHaiChieu(['tick', '--now', '2026-11-25T09:00:00+07:00'], environment);
  service = await startService(environment);
}, 30_000);

afterAll(async () => {
  await service.kill('SIGTERM');
  await database.close();
});

const People = z.array(
  z.object({ person: z.string(), role: z.string().nullable(), unit: z.string().nullable() }),
);
const Messages = z.array(z.object({ from: z.enum(['bot', 'person']), text: z.string() }));
const Revisions = z.array(
  z.object({ unit: z.string(), revision: z.number(), values: z.object({ complaints: z.number() }) }),
);

/** What a person sent that the service said it had stored. */
type Accepted = { readonly person: string; readonly unit: string; readonly texts: string[] };

/** Reports another figure and confirms it, again and again; who is not answered goes on with the next message. */
async function keepReporting({ person, texts }: Accepted, isOver: () => boolean): Promise<void> {
  for (let round = 1; !isOver(); round += 1) {
    for (const text of [`kn ${round % 5}`, 'gửi']) {
      // One after the other, as a person types.
      // oxlint-disable-next-line no-await-in-loop
      if (await isStored(person, text)) texts.push(text);
      // oxlint-disable-next-line no-await-in-loop
      else await pause(50);
    }
  }
}

async function isStored(person: string, text: string): Promise<boolean> {
  try {
    const response = await fetch(`${service.url}/demo/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person, text }),
    });
    return response.ok;
  } catch {
    return false;
  }
}

async function messagesOf(person: string) {
  return Messages.parse(await (await fetch(`${service.url}/demo/messages?person=${person}`)).json());
}

/** The figures that were confirmed, counted from what the service shows as received: each "gửi" that confirms another figure. */
function confirmed(texts: readonly string[]): readonly number[] {
  const figures: number[] = [];
  let shown: number | undefined;
  for (const text of texts) {
    const figure = /^kn (\d)$/.exec(text)?.[1];
    if (figure !== undefined) shown = Number(figure);
    else if (shown !== undefined && shown !== figures.at(-1)) figures.push(shown);
  }
  return figures;
}

function isInOrderWithin(part: readonly string[], whole: readonly string[]): boolean {
  let next = 0;
  for (const text of whole) if (text === part[next]) next += 1;
  return next === part.length;
}

/** Every revision of the open week, in order. */
async function allRevisions() {
  const words = ['reports', 'export', '--format', 'json', '--all-revisions', '--from', '2026-W48'];
  const exported = await runHaiChieu(words, environment);
  return Revisions.parse(JSON.parse(exported.out)).toSorted((a, b) => a.revision - b.revision);
}

describe('a service that is killed again and again while people report', () => {
  it('has one revision for each receipt, and every message it took, in order', async () => {
    const people = People.parse(await (await fetch(`${service.url}/demo/people`)).json());
    const contacts = people.flatMap(({ person, role, unit }): Accepted[] =>
      role === 'contact' && unit !== null ? [{ person, unit, texts: [] }] : [],
    );
    // The first time a report is sent with gaps, which is asked about once; corrections keep them.
    await Promise.all(
      contacts.map(async ({ person }) => {
        // oxlint-disable-next-line no-await-in-loop
        for (const text of ['kn 0', 'gửi', 'gửi thiếu']) await isStored(person, text);
      }),
    );
    let over = false;
    const working = contacts.map((contact) => keepReporting(contact, () => over));
    for (let kill = 0; kill < KILLS; kill += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await pause(300 + Math.random() * 1_200);
      // oxlint-disable-next-line no-await-in-loop
      await service.kill('SIGKILL');
      // oxlint-disable-next-line no-await-in-loop
      service = await startService(environment);
    }
    over = true;
    await Promise.all(working);

    expect(contacts).toHaveLength(8);
    const stored = await allRevisions();
    for (const { person, unit, texts } of contacts) {
      const revisions = stored.filter((one) => one.unit === unit);
      // oxlint-disable-next-line no-await-in-loop
      const said = await messagesOf(person);
      const received = said.flatMap(({ from, text }) => (from === 'person' ? [text] : []));
      expect(isInOrderWithin(texts, received)).toBe(true);
      expect(revisions.map(({ values }) => values.complaints)).toEqual(confirmed(received));
      // oxlint-disable-next-line no-await-in-loop
      await waitFor(async () => {
        const receipts = (await messagesOf(person)).filter(({ text }) => text.startsWith('Đã nhận báo cáo'));
        return receipts.length === revisions.length;
      });
    }
  }, 60_000);
});
