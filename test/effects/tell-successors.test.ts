import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { orgCommand } from '../../src/cli/org.ts';
import { sampleOrganization } from '../../src/core/sample/district.ts';
import { writeYaml } from '../../src/org-file/write.ts';
import { runCommand } from '../support/cli.ts';
import { openOffice, type Office } from '../support/office.ts';

const sample = sampleOrganization();
/** The contact of Bình Minh, and who takes over. */
const FORMER = 'vo-minh-nhut';
const SUCCESSOR = 'do-van-ut';

let office: Office;
let folder: string;

beforeEach(async () => {
  office = await openOffice('2017-08-21T08:00:00+07:00');
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-org-'));
});

afterEach(async () => {
  await office.close();
  await rm(folder, { recursive: true });
});

async function handOver(now: string): Promise<void> {
  const posts = sample.posts.map((post) =>
    post.code === 'dau-moi-binh-minh' ? { ...post, holder: SUCCESSOR } : post,
  );
  const path = join(folder, 'org.yaml');
  await writeFile(path, writeYaml({ ...sample, posts }));
  await office.clock(now);
  const run = await runCommand(orgCommand, ['import', path], { db: office.db, now });
  expect(run.refused).toBeUndefined();
}

async function told(): Promise<readonly string[]> {
  return (await office.heard(SUCCESSOR))
    .map(({ text }) => text)
    .filter((text) => text.includes('nhận chức danh'));
}

it('a contact who takes up a post is told once what it owes, and that a draft waits', async () => {
  await office.says(FORMER, 'hg 5/6, kn 1');
  await handOver('2017-08-23T09:00:00+07:00');
  await handOver('2017-08-23T09:05:00+07:00');
  expect(await told()).toEqual([
    [
      'Đồng chí nhận chức danh Đầu mối dân vận (Văn phòng - Thống kê) (xã Bình Minh), thay đồng chí Võ Minh Nhựt.',
      'Chức danh này đang phải nộp 1 báo cáo:',
      '- Báo cáo tuần công tác dân vận, tuần 34/2017 (21/8–27/8): hạn thứ Sáu 25/8, 16:00, đã có bản nháp',
      'Đồng chí gõ /trangthai để xem và làm tiếp, /lichsu để xem các báo cáo trước.',
    ].join('\n'),
  ]);
});

it('in quiet hours the message waits for the working day', async () => {
  await handOver('2017-08-22T21:00:00+07:00');
  expect(await told()).toEqual([]);
  await office.tick('2017-08-23T07:30:00+07:00');
  expect(await told()).toHaveLength(1);
});

it('nobody is told who cannot be reached: joining shows what is owed', async () => {
  await office.rows(
    `update chat set state = 'left' where person_id = (select id from person where code = '${SUCCESSOR}')`,
  );
  await handOver('2017-08-23T09:00:00+07:00');
  const waiting = await office.rows(
    `select 1 from held_notice join person p on p.id = person_id where p.code = '${SUCCESSOR}'`,
  );
  expect(waiting).toEqual([]);
});
