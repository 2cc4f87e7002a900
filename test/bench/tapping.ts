import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { placeToken, type Place } from '../../src/core/conversation/digests/place.ts';
import { liveKey } from '../../src/core/digest/digest-key.ts';
import { updateKey, type BodyId, type PeriodId, type UnitId } from '../../src/core/ids.ts';
import { setDemoClock } from '../../src/db/clock.ts';
import type { Database } from '../../src/db/connect.ts';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { onlyWaking } from '../../src/delivery/enqueue-answers.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import { notedLog } from '../support/noted-log.ts';
import { BODY, LAST_WEEK } from './digest-seed.ts';
import { quantile, type Figure } from './figure.ts';

/** A leader taps through the digest of the last week; a contact asks for something else in the midst of each tap. */
export async function measureTaps(db: Database, units: number, rounds: number): Promise<readonly Figure[]> {
  await linkChats(db);
  await db.transaction((tx) => setDemoClock(tx, NOW));
  const { log, lines } = notedLog();
  const inbox = createInbox({
    db,
    demo: true,
    zone: 'Asia/Ho_Chi_Minh',
    calendar: createHolidayCalendar(),
    secret: 'bench',
    publicUrl: () => undefined,
    log,
    sender: onlyWaking(() => {}),
  });
  let updates = 0;
  const receive = async (person: string, said: { readonly text: string } | { readonly token: string }) => {
    const common = {
      key: updateKey(`tap ${(updates += 1)}`),
      chat: { channel: 'telegram', externalId: person },
      sentAt: NOW,
    } as const;
    const begun = performance.now();
    await inbox.receive([
      'text' in said ? { kind: 'text', ...common, ...said } : { kind: 'choice', ...common, ...said },
    ]);
    return performance.now() - begun;
  };
  const places = await placesIn(db);
  const taps = new Map(places.map(({ kind }): [string, number[]] => [kind, []]));
  const others: number[] = [];
  const blocks = monitorEventLoopDelay({ resolution: 2 });
  // Once for nothing: statements are planned, pages are read.
  for (let round = 0; round <= rounds; round += 1) {
    if (round === 1) blocks.enable();
    for (const place of places) {
      const tapped = receive('leader', { token: placeToken(place) });
      await delay(MIDST_MS);
      const [tap, other] = await Promise.all([tapped, receive('contact', { text: '/trangthai' })]);
      if (round === 0) continue;
      taps.get(place.kind)?.push(tap);
      others.push(other);
    }
  }
  blocks.disable();
  const failed = lines.find(({ event }) => event === 'message set aside');
  if (failed) throw new Error(`a tap failed: ${JSON.stringify(failed)}`);
  const of = `${units.toLocaleString('en')} units`;
  const slowest = Math.max(...[...taps.values()].map((ms) => quantile(ms, 0.5)));
  return [
    ...[...taps].map(([kind, ms]): Figure => [`tap on “${kind}”, ${of}, median`, inMs(quantile(ms, 0.5))]),
    [`slowest of these taps, ${of}, median`, inMs(slowest)],
    [`all taps, ${of}, p95`, inMs(quantile([...taps.values()].flat(), 0.95))],
    [`another chat’s reply meanwhile, ${of}, p95`, inMs(quantile(others, 0.95))],
    [`longest hold of the event loop meanwhile, ${of}`, inMs(blocks.max / 1e6)],
  ];
}

const NOW = Temporal.Instant.from('2017-08-26T00:00:00Z');
const MIDST_MS = 5;

function inMs(ms: number): string {
  return `${ms.toFixed(0)} ms`;
}

/** A leader of the body, and a contact of one commune. */
async function linkChats(db: Database): Promise<void> {
  await db.execute(
    sql`insert into person (code, name) values ('leader', 'Lãnh đạo'), ('contact', 'Đầu mối')`,
  );
  await db.execute(sql`
    insert into post (code, title, role, unit_id, body_id)
    select 'leader', 'Trưởng ban', 'leader', null::bigint, id from body
    union all
    (select 'contact', 'Đầu mối', 'contact', id, null from unit where kind = 'commune' order by id limit 1)`);
  await db.execute(sql`
    insert into holder (post_id, person_id, held_from)
    select post.id, person.id, '2010-01-01' from post join person on person.code = post.code`);
  await db.execute(sql`
    insert into chat (channel, external_id, person_id, state, linked_at)
    select 'telegram', code, id, 'linked', '2017-01-01' from person`);
}

async function placesIn(db: Database): Promise<readonly Place[]> {
  const [row] = await db.execute<{ period: PeriodId; body: BodyId; commune: UnitId }>(sql`
    select p.id as period, b.id as body, (select min(id) from unit where kind = 'commune') as commune
    from period p join body b on b.code = ${BODY} where p.code = ${LAST_WEEK}`);
  if (row === undefined) throw new Error('there is no digest');
  const key = liveKey(row.period, row.body);
  return [
    { kind: 'digest', key },
    { kind: 'owing', key, page: 1 },
    { kind: 'units', key, below: null, page: 1 },
    { kind: 'unit', key, unit: row.commune, page: 1 },
    { kind: 'fields', key, page: 1 },
    { kind: 'field', key, field: 2, page: 1 },
  ];
}
