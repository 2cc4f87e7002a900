import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoReceiver } from '../../src/channels/demo/receive.ts';
import { readClock } from '../../src/db/clock.ts';
import { storeUpload } from '../../src/files/content.ts';
import { demoRoutes } from '../../src/web/demo.ts';
import { testApp } from '../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addDemoPeople, MAI } from '../support/demo-people.ts';
import { echoInbox } from '../support/echo-inbox.ts';
import { notedLog } from '../support/noted-log.ts';
import { PDF, PNG } from '../support/sample-files.ts';

const HEADERS = { host: 'localhost:3000' };
let database: TestDatabase;
let app: ReturnType<typeof testApp>;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await addDemoPeople(db);
  const { log } = notedLog();
  app = testApp({
    log,
    demo: demoRoutes({
      pathOf: () => '/tep',
      pathOfPage: () => '/tong-hop',
      db,
      zone: 'Asia/Ho_Chi_Minh',
      log,
      say: demoReceiver(
        echoInbox(db),
        () => readClock(db, true),
        (content) => storeUpload(db, content),
      ),
      tick: async () => '',
      settle: async () => {},
      remoteAddress: () => '127.0.0.1',
    }),
  });
});

afterAll(() => database.close());

const upload = (query: Record<string, string>, body: Buffer, type = 'image/png') =>
  app.request(`/demo/files?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    headers: { ...HEADERS, 'content-type': type },
    body: new Uint8Array(body),
  });

const hashes = async () =>
  (await database.db.execute<{ hash: string }>('select hash from stored_file order by media_type')).map(
    ({ hash }) => hash,
  );

describe('POST /demo/files', () => {
  it('sends a file with its caption as the person’s message, which the phone then shows', async () => {
    const answer = await upload({ person: MAI, name: 'họp dân.png', caption: 'hg 5/6' }, PNG);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    const messages = await app.request(`/demo/messages?person=${MAI}`, { headers: HEADERS });
    expect(await messages.json()).toMatchObject([
      { from: 'person', text: 'hg 5/6', files: ['họp dân.png'] },
      {},
    ]);
  });

  it.each([
    ['without a person', { name: 'a.png' }, PNG, 400],
    ['without a name', { person: MAI }, PNG, 400],
    ['of someone unknown', { person: 'ai-do', name: 'a.png' }, PNG, 404],
    ['without content', { person: MAI, name: 'a.png' }, Buffer.alloc(0), 400],
    ['over 20 MB', { person: MAI, name: 'a.png' }, Buffer.alloc(21 * 1024 * 1024), 413],
  ] as const)('%s is refused', async (_, query, body, status) => {
    expect((await upload(query, body)).status).toBe(status);
  });

  it('over 1 MiB is taken, which no other path does', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024);
    expect((await upload({ person: MAI, name: 'a.bin' }, large)).status).toBe(200);
    const elsewhere = await app.request('/demo/messages', {
      method: 'POST',
      headers: { ...HEADERS, 'content-type': 'application/json' },
      body: new Uint8Array(large),
    });
    expect(elsewhere.status).toBe(413);
  });
});

describe('GET /demo/files/HASH', () => {
  it('gives pictures as what their content is, and nothing else', async () => {
    await upload({ person: MAI, name: 'a.html' }, PNG, 'text/html');
    await upload({ person: MAI, name: 'a.png' }, PDF, 'image/png');
    const types = await Promise.all(
      (await hashes()).map(async (hash) => {
        const response = await app.request(`/demo/files/${hash}`, { headers: HEADERS });
        return response.status === 200 ? response.headers.get('content-type') : response.status;
      }),
    );
    expect(new Set(types)).toEqual(new Set([404, 'image/png']));
  });
});
