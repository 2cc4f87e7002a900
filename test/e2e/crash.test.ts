import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { weather, type Aftermath } from '../support/crash-storm.ts';
import type { Typed } from '../support/reporting-phone.ts';
import { temporaryPlace } from '../support/temporary.ts';
import { receiptsIn, shownTo, storedOf, withoutRepetitions } from '../support/told-and-stored.ts';

/** The full run is `CRASH_RUNS=200 npx vitest run test/e2e/crash.test.ts`, some ten minutes. */
const FULL = Number(process.env['CRASH_RUNS'] ?? 0);
const KILLS = FULL > 0 ? FULL : 6;
const SECONDS_A_KILL = 5;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(await temporaryPlace(), 'hai-chieu-crash-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** What a contact confirmed, what the database has of it, and what the contact's chat was shown of that. */
async function expectAgreement(typed: Typed, { db, api }: Aftermath): Promise<void> {
  const stored = await storedOf(db, typed.commune);
  expect(stored.updates).toEqual({ taken: typed.updates, setAside: 0 });
  expect(stored.revisions).toEqual(
    typed.confirmed.map((complaints, index) => ({ revision: index + 1, complaints })),
  );
  expect(stored.photos).toEqual(typed.photos);

  const shown = shownTo(typed.commune, api);
  const receipts = receiptsIn(shown);
  const [code] = receipts[0]?.code.split('.') ?? [];
  expect(receipts).toEqual(
    stored.revisions.map(({ revision, complaints }) => ({
      code: revision === 1 ? code : `${code}.${revision}`,
      complaints,
    })),
  );

  expect(stored.messages.filter(({ isSent }) => !isSent)).toEqual([]);
  // A reminder is decided beside the conversation: it has no place of its own among the answers.
  const unasked = stored.messages.filter(({ isAnswer }) => !isAnswer).map(({ text }) => text);
  const answers = stored.messages.filter(({ isAnswer }) => isAnswer).map(({ text }) => text);
  expect(shown.filter((text) => unasked.includes(text))).toEqual(unasked);
  expect(withoutRepetitions(shown.filter((text) => !unasked.includes(text)))).toEqual(
    withoutRepetitions(answers),
  );
}

describe('two instances that are killed again and again while people report', () => {
  it(
    'store every confirmed report once, show its receipt, keep its photos and the order of each chat',
    async () => {
      const aftermath = await weather({
        dataDir,
        communes: 6,
        instances: 2,
        kills: KILLS,
        faults: ['killed', 'out of connections', 'restarted'],
        killsPerFault: FULL > 0 ? 4 : 2,
        faultMs: 1_000,
      });
      try {
        for (const typed of aftermath.typed) {
          // oxlint-disable-next-line no-await-in-loop
          await expectAgreement(typed, aftermath);
        }
        expect(aftermath.died).toEqual([]);
        if (FULL > 0) process.stdout.write(`${JSON.stringify(figuresOf(aftermath))}\n`);
      } finally {
        await aftermath.close();
      }
    },
    60_000 + KILLS * SECONDS_A_KILL * 1_000,
  );
});

function figuresOf({ typed, answers, recoveriesMs }: Aftermath) {
  const total = (count: (one: Typed) => number) => typed.reduce((sum, one) => sum + count(one), 0);
  return {
    kills: KILLS,
    updates: total((one) => one.updates),
    receipts: total((one) => one.confirmed.length),
    photos: total((one) => one.photos.length),
    answers: Object.fromEntries(answers),
    recoveriesMs,
  };
}
