import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { FormDefinition } from '../../src/core/forms/definition.ts';
import type { OrganizationFile } from '../../src/core/organization/organization-file.ts';
import { sampleForm } from '../../src/core/sample/form.ts';
import { setDemoClock } from '../../src/db/clock.ts';
import { connect } from '../../src/db/connect.ts';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { loadOnPhones } from '../../src/db/queries/sample.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import { createTicker } from '../../src/schedule/tick.ts';
import { onlyWaking } from '../../src/delivery/enqueue-answers.ts';
import { countStatements, type Cut } from './counting.ts';
import { createTestDatabase } from './database.ts';
import { notedLog } from './noted-log.ts';
import { says, SECRET, ZONE } from './office.ts';

/** Two weekly forms and a monthly one: more moments than a week has room for. */
const WEEKLY: FormDefinition = sampleForm();
const SECOND: FormDefinition = {
  ...WEEKLY,
  code: 'tuan-2',
  name: 'Báo cáo nhanh giữa tuần',
  due: 'thursday 10:00',
  lock: 'monday+1 10:00',
  reminders: ['open', '-1wd 14:00', '+1wd 09:00'],
  digests: [],
};
const MONTHLY: FormDefinition = {
  ...WEEKLY,
  code: 'thang',
  name: 'Báo cáo tháng',
  period: 'month',
  cutoff: 'nd09',
  due: '17 16:00 or working day before',
  lock: '25 16:00',
  reminders: ['open', '-1wd 09:00', '+1wd 08:00 escalate'],
  digests: [{ cron: '0 8 20 * *', to: 'leaders' }],
};
export const FORMS = { weekly: [WEEKLY], several: [WEEKLY, SECOND, MONTHLY] } as const;

const commune = (code: string, name: string) => ({ code, name, kind: 'commune', parent: 'huyen' });
const contact = (unit: string, holder: string) => ({
  code: `dau-moi-${unit}`,
  title: 'Đầu mối',
  role: 'contact' as const,
  unit,
  holder,
});
const official = (code: string, role: 'leader' | 'coordinator', body: string, holder: string) => ({
  code,
  title: 'Cán bộ',
  role,
  body,
  holder,
});

/** One contact has two communes; the superior is also a leader. */
export function smallDistrict(forms: readonly FormDefinition[]): OrganizationFile {
  return {
    units: [
      { code: 'huyen', name: 'Huyện Mẫu', kind: 'district' },
      commune('xa-a', 'Xã An Bình'),
      commune('xa-b', 'Xã Bình Hòa'),
      commune('xa-c', 'Xã Cái Nước'),
    ],
    bodies: [
      { code: 'ban-dan-van', name: 'Ban Dân vận', style: 'party', unit: 'huyen' },
      { code: 'ubnd', name: 'UBND huyện', style: 'government', unit: 'huyen' },
    ],
    people: PEOPLE.map((code) => ({ code, name: `Người ${code}`, honorific: 'đồng chí' })),
    posts: [
      contact('xa-a', 'hai-xa'),
      contact('xa-b', 'hai-xa'),
      contact('xa-c', 'mot-xa'),
      { code: 'cap-tren', title: 'Cấp trên', role: 'superior', unit: 'huyen', holder: 'cap-tren' },
      official('chu-tich', 'leader', 'ubnd', 'cap-tren'),
      official('truong-ban', 'leader', 'ban-dan-van', 'truong-ban'),
      official('tong-hop', 'coordinator', 'ban-dan-van', 'tong-hop'),
    ],
    forms,
  };
}
export const UNITS = ['xa-a', 'xa-b', 'xa-c'] as const;
export const CONTACTS = ['hai-xa', 'mot-xa'] as const;
const PEOPLE = [...CONTACTS, 'cap-tren', 'truong-ban', 'tong-hop'];

export type TimeWorld = Awaited<ReturnType<typeof openTimeWorld>>;

/**
 * An organisation on demo phones with two processes that tick, each with connections and a memory of its own. It is imported at
 * `at`; nothing has ticked yet.
 */
export async function openTimeWorld(at: Temporal.Instant, organization: OrganizationFile) {
  const database = await createTestDatabase();
  const { db } = database;
  await setDemoClock(db, at);
  await db.transaction((tx) => loadOnPhones(tx, organization, at, ZONE));
  const processes = [startProcess(database.url), startProcess(database.url)] as const;
  const inbox = createInbox({
    db,
    demo: true,
    zone: ZONE,
    calendar: createHolidayCalendar(),
    secret: SECRET,
    publicUrl: () => 'http://127.0.0.1:3000',
    log: notedLog().log,
    sender: onlyWaking(() => {}),
  });
  const rows = <T>(query: string) => db.execute<T & Record<string, unknown>>(sql.raw(query));
  return {
    db,
    rows,
    processes,
    async says(person: string, text: string, now: Temporal.Instant) {
      await setDemoClock(db, now);
      await inbox.receive([says(person, text)]);
    },
    /** The first report of what is open and not reported of a unit, oldest first; gives its period. */
    async reports(unit: string, now: Temporal.Instant): Promise<string | undefined> {
      const [made] = await rows<{ period: string }>(`
        with owed as (
          select o.id, p.due_at, p.code from obligation o join period p on p.id = o.period_id join unit u on u.id = o.unit_id
          where u.code = '${unit}' and p.opens_at <= '${now.toString()}' and p.locks_at > '${now.toString()}'
            and not exists (select from report r where r.obligation_id = o.id)
          order by p.due_at limit 1
        ), made as (insert into report (obligation_id) select id from owed returning id)
        , stored as (insert into report_revision (report_id, revision, nil, submitted_at, late_minutes, source)
        select made.id, 1, true, '${now.toString()}',
          greatest(0, extract(epoch from '${now.toString()}'::timestamptz - owed.due_at) / 60)::integer, 'chat'
        from made, owed)
        select code as period from owed`);
      return made?.period;
    },
    async close() {
      await Promise.all(processes.map((one) => one.close()));
      await database.close();
    },
  };
}

function startProcess(url: string) {
  const { db, client } = connect(url, { max: 2 });
  const counted = countStatements(db);
  const begin = () =>
    createTicker({ db: counted.db, zone: ZONE, calendar: createHolidayCalendar(), wake: () => {} });
  let ticker = begin();
  return {
    statements: counted.statements,
    /** A new process remembers nothing. */
    restart() {
      ticker = begin();
    },
    /** Tried again as a minute later: the driver says once more on the next connection why it lost the last. */
    tick: (now: Temporal.Instant) => ticker(now).catch(() => ticker(now)),
    /** A tick that does not come to its end. */
    async tickCut(now: Temporal.Instant, cut: Cut) {
      counted.cutNext(cut);
      const outcome = await ticker(now).then(
        () => 'committed',
        () => 'cut',
      );
      if (outcome !== 'cut') throw new Error('the tick was not cut');
    },
    close: () => client.end({ timeout: 5 }),
  };
}
