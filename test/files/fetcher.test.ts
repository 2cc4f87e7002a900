import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FetchResult } from '../../src/channels/channel.ts';
import { updateKey } from '../../src/core/ids.ts';
import type { InboundMessage } from '../../src/core/messages.ts';
import { deleteOrphans } from '../../src/db/queries/attachments.ts';
import { createFetcher, FETCH_TRIES, pauseAfterAttempt, type Fetcher } from '../../src/files/fetcher.ts';
import { notedLog } from '../support/noted-log.ts';
import { CONTACT, openOffice, ZONE, type Office } from '../support/office.ts';
import { jpegOf } from '../support/sample-files.ts';
import { scriptedFiles, type ScriptedFiles } from '../support/scripted-files.ts';
import { waitFor } from '../support/wait-for.ts';

let office: Office;
let platform: ScriptedFiles;
let running: Fetcher[];

beforeEach(async () => {
  office = await openOffice();
  platform = scriptedFiles();
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((fetcher) => fetcher.stop()));
  await office.close();
});

async function startFetcher(pauseSeconds = () => 0): Promise<Fetcher> {
  const fetcher = createFetcher({
    db: office.db,
    listen: office.listen,
    channels: [platform],
    log: notedLog().log,
    demo: true,
    zone: ZONE,
    wake: () => {},
    pauseSeconds,
  });
  running.push(fetcher);
  await fetcher.start();
  return fetcher;
}

let updates = 0;

function shows(names: readonly string[], caption = ''): InboundMessage {
  const files = names.map((name) => ({
    externalId: name,
    mediaType: name.endsWith('jpg') ? 'image/jpeg' : 'application/pdf',
    sizeBytes: 0,
    name,
  }));
  const key = updateKey(`files ${(updates += 1)}`);
  const sentAt = Temporal.Instant.from('2017-08-21T00:00:00Z');
  return { kind: 'files', key, chat: { channel: 'demo', externalId: CONTACT }, sentAt, files, caption };
}

const states = async () =>
  (await office.rows('select state from attachment order by id')).map(({ state }) => String(state));
const settled = () => waitFor(async () => (await states()).every((state) => !/waiting|fetching/.test(state)));
const stored = () =>
  office.rows('select hash, media_type as type, size_bytes as bytes from stored_file order by hash');
const told = async () => (await office.heard(CONTACT)).map(({ text }) => text);

describe('a photo that came with a report', () => {
  it('is fetched after the commit, checked, stored under its hash and sent with the report', async () => {
    await startFetcher();
    await office.receive([shows(['a.jpg'], 'hg 5/6')]);
    await settled();
    const content = jpegOf('a.jpg');
    expect(await stored()).toEqual([
      { hash: expect.stringMatching(/^[0-9a-f]{64}$/), type: 'image/jpeg', bytes: content.length },
    ]);
    await office.says(CONTACT, 'gửi');
    expect((await office.says(CONTACT, 'gửi thiếu')).at(-1)?.text).toContain('Kèm 1 ảnh.');
    expect(
      await office.rows('select state, revision, content from attachment join stored_file using (hash)'),
    ).toEqual([{ state: 'kept', revision: 1, content }]);
    expect((await office.says(CONTACT, '/lichsu')).at(-1)?.text).toContain('kèm 1 ảnh');
  });

  it('is fetched also when it was noted while nobody fetched', async () => {
    await office.receive([shows(['a.jpg'])]);
    await startFetcher();
    await settled();
    expect(await states()).toEqual(['kept']);
  });

  it('that the report has already is kept once', async () => {
    platform.answer('b.jpg', { kind: 'fetched', content: jpegOf('a.jpg') });
    await startFetcher();
    await office.receive([shows(['a.jpg', 'b.jpg'])]);
    await settled();
    expect(new Set(await states())).toEqual(new Set(['dropped', 'kept']));
    expect(await stored()).toHaveLength(1);
  });

  it('that is dropped while it is fetched is not kept, and its content is cleaned away', async () => {
    const { promise, resolve } = Promise.withResolvers<FetchResult>();
    platform.answer('a.jpg', promise);
    await startFetcher();
    await office.receive([shows(['a.jpg'])]);
    await waitFor(() => platform.attempts.length === 1);
    await office.says(CONTACT, 'xóa ảnh');
    resolve({ kind: 'fetched', content: jpegOf('a.jpg') });
    await waitFor(async () => (await stored()).length === 1);
    expect(await states()).toEqual(['dropped']);
    const later = Temporal.Now.instant().add({ minutes: 1 });
    await office.db.transaction((tx) => deleteOrphans(tx, later));
    expect(await stored()).toEqual([]);
  });
});

describe('two processes that fetch at once', () => {
  it('fetch each file once', async () => {
    await office.receive([shows(Array.from({ length: 20 }, (_, index) => `${index}.jpg`))]);
    await Promise.all([startFetcher(), startFetcher()]);
    await settled();
    expect(new Set(await states())).toEqual(new Set(['kept']));
    expect(new Set(platform.attempts).size).toBe(20);
    expect(platform.attempts).toHaveLength(20);
  });

  it('take over what one that died had begun, before or after it stored the content', async () => {
    await office.receive([shows(['a.jpg', 'b.jpg'])]);
    await office.rows(
      `update attachment set state = 'fetching', attempts = 1, leased_until = clock_timestamp() - interval '1 second'`,
    );
    await office.rows(
      `insert into stored_file (hash, media_type, size_bytes, content, stored_at)
       select encode(sha256(c), 'hex'), 'image/jpeg', length(c), c, now() from (values ('\\x${jpegOf('a.jpg').toString('hex')}'::bytea)) v (c)`,
    );
    await startFetcher();
    await settled();
    expect(await states()).toEqual(['kept', 'kept']);
    expect(await stored()).toHaveLength(2);
  });

  it('leave alone what the other is at', async () => {
    await office.receive([shows(['a.jpg'])]);
    await office.rows(
      `update attachment set state = 'fetching', attempts = 1, leased_until = clock_timestamp() + interval '1 hour'`,
    );
    await startFetcher();
    await office.receive([shows(['b.jpg'])]);
    await waitFor(async () => (await states()).includes('kept'));
    expect(await states()).toEqual(['fetching', 'kept']);
    expect(platform.attempts).toEqual(['b.jpg']);
  });
});

describe('a download that fails', () => {
  const broken: FetchResult = { kind: 'retry', reason: 'download: ECONNRESET', counts: true };

  it('is tried again', async () => {
    platform.answer('a.jpg', broken, broken, { kind: 'fetched', content: jpegOf('a.jpg') });
    await startFetcher();
    await office.receive([shows(['a.jpg'])]);
    await settled();
    expect(await states()).toEqual(['kept']);
    expect(platform.attempts).toHaveLength(3);
  });

  it('for good is given up, and the sender is told once, of all that was sent together', async () => {
    platform.answer('a.jpg', broken);
    platform.answer('b.jpg', broken);
    platform.answer('c.pdf', broken);
    await Promise.all([startFetcher(), startFetcher()]);
    await office.receive([shows(['c.pdf'])]);
    await waitFor(async () => (await states()).every((state) => state === 'failed'));
    await waitFor(async () => (await told()).length > 1);
    expect((await told()).slice(1)).toEqual([
      'Báo cáo xã Bình Minh, tuần 34/2017 (21/8–27/8) có ảnh, tệp chưa lưu được:\nTệp «c.pdf» chưa tải về được nên chưa được lưu. Đồng chí gửi lại giúp.',
    ]);
    expect(platform.attempts).toHaveLength(FETCH_TRIES);
    expect((await office.says(CONTACT, 'hg 5/6')).at(-1)?.text).not.toContain('Kèm');
  });

  it('because the whole platform is in trouble uses up none of its tries', async () => {
    platform.answer('a.jpg', { kind: 'retry', reason: 'getFile: HTTP 502', counts: false });
    await startFetcher();
    await office.receive([shows(['a.jpg'])]);
    await waitFor(
      async () => (await office.rows('select from attachment where error is not null')).length === 1,
    );
    expect(await office.rows('select state, attempts, not_before > now() as later from attachment')).toEqual([
      { state: 'waiting', attempts: 0, later: true },
    ]);
  });

  it('waits longer each time, up to a quarter of an hour and over an hour in all', () => {
    const pauses = Array.from({ length: FETCH_TRIES - 1 }, (_, index) => pauseAfterAttempt(index + 1));
    expect(pauses.slice(0, 3)).toEqual([5, 10, 20]);
    expect(Math.max(...pauses)).toBe(900);
    expect(pauses.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(3600);
  });

  it('is not told to someone who has left', async () => {
    platform.answer('a.jpg', { kind: 'gone', reason: 'wrong file_id' });
    await office.receive([shows(['a.jpg'])]);
    await office.says(CONTACT, '/roi');
    await office.says(CONTACT, 'đồng ý');
    const before = await told();
    await startFetcher();
    await settled();
    expect(await states()).toEqual(['failed']);
    expect(await told()).toEqual(before);
  });
});

describe('content that is not accepted', () => {
  it.each([
    ['of another kind', { kind: 'fetched', content: Buffer.from('MZ program') }, 'thuộc loại không lưu được'],
    ['that is too large', { kind: 'too-large' }, 'lớn hơn 10 MB'],
  ] as const)('%s is refused and told, and nothing of it is stored', async (_, result, words) => {
    platform.answer('a.pdf', result);
    await startFetcher();
    await office.receive([shows(['a.pdf'])]);
    await waitFor(async () => (await told()).length === 2);
    expect((await told())[1]).toContain(`«a.pdf» ${words}`);
    expect(await states()).toEqual(['refused']);
    expect(await stored()).toEqual([]);
    expect(platform.attempts).toHaveLength(1);
  });
});

describe('a database that cannot store content', () => {
  it('costs no file: it is fetched again later', async () => {
    await office.rows('alter table stored_file add constraint full_disk check (size_bytes < 0)');
    await startFetcher();
    await office.receive([shows(['a.jpg'])]);
    await waitFor(
      async () => (await office.rows('select from attachment where error is not null')).length === 1,
    );
    expect(await office.rows('select state, attempts from attachment')).toEqual([
      { state: 'waiting', attempts: 0 },
    ]);
    await office.rows('alter table stored_file drop constraint full_disk');
    await office.rows('update attachment set not_before = now()');
    await settled();
    expect(await states()).toEqual(['kept']);
  });
});

describe('stopping', () => {
  it('gives back what is under way, without using up a try', async () => {
    const { promise, resolve } = Promise.withResolvers<FetchResult>();
    platform.answer('a.jpg', promise);
    const fetcher = await startFetcher();
    await office.receive([shows(['a.jpg'])]);
    await waitFor(() => platform.attempts.length === 1);
    const stopped = fetcher.stop();
    resolve({ kind: 'retry', reason: 'stopped', counts: true });
    await stopped;
    expect(await office.rows('select state, attempts from attachment')).toEqual([
      { state: 'waiting', attempts: 0 },
    ]);
  });
});
