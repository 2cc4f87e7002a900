import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateKey } from '../../src/core/ids.ts';
import type { InboundMessage } from '../../src/core/messages.ts';
import { CONTACT, openOffice, says, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

function shows(
  person: string,
  names: readonly string[],
  { key, caption = '', album }: { key: string; caption?: string; album?: string },
): InboundMessage {
  const { chat, sentAt } = says(person, '');
  const files = names.map((name) => ({ externalId: name, mediaType: 'image/jpeg', sizeBytes: 9, name }));
  const inAlbum = album === undefined ? {} : { album };
  return { kind: 'files', key: updateKey(key), chat, sentAt, files, caption, ...inAlbum };
}

const twelve = (from: string) => Array.from({ length: 12 }, (_, index) => `${from}${index}`);
const attached = async () =>
  (await office.rows('select name, state, revision from attachment order by id')).map((row) =>
    [row['name'], row['state'], row['revision']].join(' '),
  );
const told = async () => (await office.heard(CONTACT)).map(({ text }) => text);

/** The contact’s second telephone. */
async function addPhone(): Promise<void> {
  await office.says(CONTACT, '/trangthai');
  await office.rows(`
    insert into chat (channel, external_id, person_id, state)
    select channel, 'second phone', person_id, state from chat where external_id = '${CONTACT}'`);
}

describe('an album whose photos are delivered twice', () => {
  it('is noted once, in order, and answered once', async () => {
    const photos = ['1', '2', '3'].map((name) =>
      shows(CONTACT, [name], { key: `album ${name}`, album: 'x' }),
    );
    await office.receive(photos);
    await office.receive(photos);
    expect(await attached()).toEqual(['1 waiting ', '2 waiting ', '3 waiting ']);
    expect(await told()).toHaveLength(1);
  });
});

const notices = async (person: string) =>
  (await office.heard(person)).filter(({ text }) => text.includes('gửi ảnh lần đầu')).length;

describe('what to keep out of photos', () => {
  it('is said once to a person, with the first photo, on whatever phone, also after it was dropped', async () => {
    await addPhone();
    await office.says(CONTACT, 'hg 5/6');
    await office.receive([shows(CONTACT, ['a'], { key: 'a' })]);
    expect((await told()).at(-1)).toMatch(/^Đồng chí gửi ảnh lần đầu nên xin lưu ý[^]*\nĐã nhận 1 ảnh/);
    await office.says(CONTACT, 'xóa ảnh');
    await office.receive([shows(CONTACT, ['b'], { key: 'b' })]);
    await office.receive([shows('second phone', ['c'], { key: 'c' })]);
    expect([await notices(CONTACT), await notices('second phone')]).toEqual([1, 0]);
  });

  it('is said when photos that waited for the choice of a report find theirs', async () => {
    await office.tick('2017-08-28T07:30:00+07:00');
    await office.receive([shows(CONTACT, ['a'], { key: 'a', caption: 'hg 5/6' })]);
    expect(await notices(CONTACT)).toBe(0);
    await office.taps(CONTACT, 'Xã Bình Minh, tuần 34/2017 (21/8–27/8)');
    expect(await notices(CONTACT)).toBe(1);
  });
});

describe('files of two phones for one report at the same moment', () => {
  it('are twenty together at most', async () => {
    await addPhone();
    await Promise.all([
      office.receive([shows(CONTACT, twelve('a'), { key: 'a' })]),
      office.receive([shows('second phone', twelve('b'), { key: 'b' })]),
    ]);
    expect(await attached()).toHaveLength(20);
  });

  it('go with the report that either sends', async () => {
    await addPhone();
    await office.receive([shows('second phone', ['b'], { key: 'b' })]);
    await office.receive([shows(CONTACT, ['a'], { key: 'a', caption: 'hg 5/6' })]);
    await office.says(CONTACT, 'gửi');
    expect((await office.says(CONTACT, 'gửi thiếu')).at(-1)?.text).toContain('Kèm 2 ảnh');
    expect(await attached()).toEqual(['b waiting 1', 'a waiting 1']);
  });
});

describe('a file of a report that was sent', () => {
  it('joins it without a new revision, which the audit trail tells', async () => {
    await office.says(CONTACT, 'hg 5/6');
    await office.says(CONTACT, 'gửi');
    await office.says(CONTACT, 'gửi thiếu');
    await office.receive([shows(CONTACT, ['after'], { key: 'after' })]);
    expect(await attached()).toEqual(['after waiting 1']);
    expect(
      await office.rows(
        'select revision from report_revision r join report on report.id = r.report_id where source = $$chat$$',
      ),
    ).toEqual([{ revision: 1 }]);
    expect(await office.rows(`select detail from audit where action = 'attach-files'`)).toEqual([
      { detail: { files: 1, revision: 1 } },
    ]);
  });
});

describe('a draft that is dropped', () => {
  it('takes its files with it, and nobody fetches them', async () => {
    await office.receive([shows(CONTACT, ['a'], { key: 'a', caption: 'hg 5/6' })]);
    await office.says(CONTACT, 'hủy');
    await office.taps(CONTACT, 'Bỏ bản nháp');
    expect(await attached()).toEqual(['a dropped ']);
    expect((await office.says(CONTACT, 'kn 1')).at(-1)?.text).not.toContain('Kèm');
  });
});

describe('a file name that is too much', () => {
  it('is cut between characters', async () => {
    await office.receive([shows(CONTACT, ['😀'.repeat(500)], { key: 'long' })]);
    const [name = ''] = await attached();
    expect(name.length).toBeLessThan(140);
    expect(name.isWellFormed()).toBe(true);
  });
});
