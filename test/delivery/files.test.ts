import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendingChannel } from '../../src/channels/channel.ts';
import { ChildFailed } from '../../src/child.ts';
import type { DigestFile, DigestFileFormat } from '../../src/core/digest/digest-file.ts';
import { Refused } from '../../src/core/errors.ts';
import type { WrittenDocument } from '../../src/documents/write.ts';
import { digestId, personId } from '../../src/core/ids.ts';
import { connect } from '../../src/db/connect.ts';
import { createDeliverer, type Deliverer } from '../../src/delivery/deliver.ts';
import { withPages, type FileSource } from '../../src/delivery/files.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { notedLog } from '../support/noted-log.ts';
import { makeChats, outbox, queue } from '../support/outbox.ts';
import { retryIn, scriptedChannel } from '../support/scripted-channel.ts';

const BYTES = new Uint8Array([1, 2, 3]);

let test: TestDatabase;
let deliverers: Deliverer[];
beforeEach(async () => {
  test = await createTestDatabase();
  deliverers = [];
});
afterEach(async () => {
  await Promise.all(deliverers.map((deliverer) => deliverer.stop()));
  await test.close();
});

function fileAs(format: DigestFileFormat): DigestFile {
  return { format, form: 'tuan', body: 'ubnd', period: '2017-W34', person: personId(1) };
}
const WORD = fileAs('docx');

/** Makes files when the test lets it. */
function workshop() {
  const begun: DigestFile[] = [];
  const orders: PromiseWithResolvers<WrittenDocument | undefined>[] = [];
  const source: FileSource = {
    make(file) {
      begun.push(file);
      const order = Promise.withResolvers<WrittenDocument | undefined>();
      orders.push(order);
      return order.promise;
    },
    addressOf: ({ format }) => ({ url: `https://bot.example.vn/${format}`, days: 7 }),
    addressOfPage: ({ digest }) => `https://bot.example.vn/tong-hop/${digest}`,
  };
  return {
    source,
    begun,
    finish: (bytes?: Uint8Array) => orders.at(-1)?.resolve(bytes && { bytes }),
    orders,
  };
}

const fail = () => Promise.reject(new ChildFailed('it took longer than 60 s'));

async function makeSlowly(): Promise<WrittenDocument> {
  await new Promise((resolve) => setTimeout(resolve, 700));
  return { bytes: BYTES };
}

const ready: FileSource = {
  make: async () => ({ bytes: BYTES }),
  addressOf: () => undefined,
  addressOfPage: () => undefined,
};

async function deliverTo(channel: SendingChannel, files: FileSource) {
  const { log, lines } = notedLog();
  const deliverer = createDeliverer({ ...test, channels: [channel], rates: {}, files, log, leaseSeconds: 2 });
  deliverers.push(deliverer);
  await deliverer.start();
  return { deliverer, lines };
}

async function chats(...names: readonly string[]) {
  return makeChats(test.db, 'demo', names);
}

const soon = { timeout: 10_000, interval: 10 };

describe('a message that carries a file', () => {
  it('goes out with what was made, while nobody but its own chat waits for that', async () => {
    const phone = scriptedChannel('demo');
    const [ann, bob] = await chats('ann', 'bob');
    if (!ann || !bob) throw new Error('no chats');
    const { source, finish, begun } = workshop();
    await queue(test.db, [
      { chatId: ann, text: 'word', file: WORD },
      { chatId: ann, text: 'behind it' },
      { chatId: bob, text: 'b' },
    ]);
    await deliverTo(phone, source);
    await vi.waitFor(() => expect(begun).toEqual([WORD]), soon);
    await vi.waitFor(() => expect(phone.arrived.map(({ text }) => text)).toEqual(['b']), soon);
    finish(BYTES);
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(3), soon);
    expect(phone.arrived.slice(1)).toMatchObject([
      { text: 'word', file: { kind: 'bytes', name: 'tong-hop-tuan-2017-W34-ubnd.docx', bytes: BYTES } },
      { text: 'behind it' },
    ]);
  });

  it('is made when the one before has been sent: one file at a time is in memory', async () => {
    const phone = scriptedChannel('demo', 50);
    const [ann, bob] = await chats('ann', 'bob');
    if (!ann || !bob) throw new Error('no chats');
    const { source, begun, finish } = workshop();
    await queue(test.db, [
      { chatId: ann, text: 'a', file: WORD },
      { chatId: bob, text: 'b', file: WORD },
    ]);
    await deliverTo(phone, source);
    await vi.waitFor(() => expect(begun).toHaveLength(1), soon);
    finish(BYTES);
    await vi.waitFor(() => expect(begun).toHaveLength(2), soon);
    expect(phone.arrived.map(({ text }) => text)).toEqual(['a']);
    finish(BYTES);
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(2), soon);
  });

  it('is made anew when it is put off', async () => {
    const phone = scriptedChannel('demo');
    const [ann] = await chats('ann');
    if (!ann) throw new Error('no chat');
    phone.answer('word', () => retryIn(50));
    const make = vi.fn<FileSource['make']>(ready.make);
    await queue(test.db, [{ chatId: ann, text: 'word', file: WORD }]);
    await deliverTo(phone, { ...ready, make });
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(1), soon);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('says which units a receiver’s workbook has no row for, and why one cannot be filled at all', async () => {
    const phone = scriptedChannel('demo');
    const [ann] = await chats('ann');
    if (!ann) throw new Error('no chat');
    const units = Array.from({ length: 10 }, (_, index) => `xã ${index + 1}`);
    const results = [
      () => Promise.resolve({ bytes: BYTES, unplaced: units }),
      () => Promise.reject(new Refused('bieu.xlsx: bảng chỉ có 3 dòng mà có 8 đơn vị')),
    ];
    await queue(
      test.db,
      ['one', 'two'].map((text) => ({ chatId: ann, text, file: WORD })),
    );
    await deliverTo(phone, { ...ready, make: async () => results.shift()?.() });
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(2), soon);
    expect(phone.arrived[0]).toMatchObject({
      text: 'one\nBiểu chưa có dòng cho: xã 1, xã 2, xã 3, xã 4, xã 5, xã 6, xã 7, xã 8 và 2 đơn vị khác. Số của các đơn vị này không có trong biểu.',
      file: { bytes: BYTES },
    });
    expect(phone.arrived[1]?.text).toMatch(
      /^Chưa lập được biểu: bieu\.xlsx: bảng chỉ có 3 dòng mà có 8 đơn vị\./,
    );
    expect(phone.arrived[1]?.file).toBeUndefined();
  });

  it('becomes words when it cannot be made, with one line for the operator; what is behind it goes on', async () => {
    const phone = scriptedChannel('demo');
    const [ann] = await chats('ann');
    if (!ann) throw new Error('no chat');
    await queue(test.db, [
      { chatId: ann, text: 'word', file: WORD },
      { chatId: ann, text: 'behind it' },
    ]);
    const { lines } = await deliverTo(phone, { ...ready, make: fail });
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(2), soon);
    expect(phone.arrived[0]?.text).toMatch(/^Chưa lập được bản Word tổng hợp/);
    expect(phone.arrived[0]?.file).toBeUndefined();
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { event: 'A file could not be made', facts: { format: 'docx', reason: 'it took longer than 60 s' } },
    ]);
  });

  it.each([
    [
      'where it can be fetched',
      'https://bot.example.vn/docx',
      /^word\n.*7 ngày tại: https:\/\/bot\.example\.vn\/docx/,
    ],
    ['whom to ask, where the service has no address', undefined, /^word\n.*cán bộ tổng hợp gửi giúp/],
  ])('says %s when the platform refuses it', async (_, url, expected) => {
    const phone = scriptedChannel('demo');
    const [ann] = await chats('ann');
    if (!ann) throw new Error('no chat');
    phone.answer('word', () => ({ kind: 'rejected', reason: '-210 file is too large' }));
    await queue(test.db, [{ chatId: ann, text: 'word', file: WORD }]);
    const addressOf = () => (url === undefined ? undefined : { url, days: 7 });
    const { lines } = await deliverTo(phone, { ...ready, addressOf });
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(1), soon);
    expect(phone.arrived[0]?.text).toMatch(expected);
    expect(phone.arrived[0]?.file).toBeUndefined();
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { event: expect.stringContaining('refused a file'), facts: { reason: '-210 file is too large' } },
    ]);
  });

  it('becomes words when its reader may see it no more', async () => {
    const phone = scriptedChannel('demo');
    const [ann] = await chats('ann');
    if (!ann) throw new Error('no chat');
    await queue(test.db, [{ chatId: ann, text: 'word', file: WORD }]);
    await deliverTo(phone, { ...ready, make: async () => undefined });
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(1), soon);
    expect(phone.arrived[0]?.text).toContain('không còn được xem');
  });

  it('goes by its address, or has the address in its words, as the channel takes it', async () => {
    const phone = scriptedChannel('demo');
    const [ann] = await chats('ann');
    if (!ann) throw new Error('no chat');
    await queue(test.db, [
      { chatId: ann, text: 'picture', file: fileAs('png') },
      { chatId: ann, text: 'workbook', file: fileAs('xlsx') },
    ]);
    await deliverTo(phone, workshop().source);
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(2), soon);
    expect(phone.arrived).toMatchObject([
      { text: 'picture', file: { kind: 'address', url: 'https://bot.example.vn/png' } },
      { text: expect.stringContaining('tải trong 7 ngày tại: https://bot.example.vn/xlsx') },
    ]);
  });

  it('says where else the file can be had where the service has no address', async () => {
    const phone = scriptedChannel('demo');
    const [ann] = await chats('ann');
    if (!ann) throw new Error('no chat');
    await queue(test.db, [{ chatId: ann, text: 'workbook', file: fileAs('xlsx') }]);
    await deliverTo(phone, ready);
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(1), soon);
    expect(phone.arrived[0]?.text).toContain('bảng điều khiển');
  });
});

describe('a process that ends while a file is made', () => {
  it('leaves the message to another one, which sends it once', async () => {
    const phone = scriptedChannel('demo');
    const [ann] = await chats('ann');
    if (!ann) throw new Error('no chat');
    const { source, begun, finish } = workshop();
    await queue(test.db, [{ chatId: ann, text: 'word', file: WORD }]);
    const { deliverer } = await deliverTo(phone, source);
    await vi.waitFor(() => expect(begun).toHaveLength(1), soon);
    await deliverer.stop();
    expect(await outbox(test.db)).toEqual(['word waiting']);
    await deliverTo(phone, ready);
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(1), soon);
    // The first one’s file is ready too late.
    finish(BYTES);
    await vi.waitFor(async () => expect(await outbox(test.db)).toEqual(['word sent']), soon);
    expect(phone.attempts).toHaveLength(1);
  });

  it('by a kill is followed by another one within its lease', async () => {
    const silent = scriptedChannel('demo');
    const [ann] = await chats('ann');
    if (!ann) throw new Error('no chat');
    const { source, begun } = workshop();
    await queue(test.db, [{ chatId: ann, text: 'word', file: WORD }]);
    const { db, client } = connect(test.url);
    const { log } = notedLog();
    const killed = createDeliverer({
      db,
      listen: async () => {},
      channels: [silent],
      rates: {},
      files: source,
      log,
    });
    await killed.start();
    await vi.waitFor(() => expect(begun).toHaveLength(1), soon);
    // To everybody else this is a process that was killed.
    await client.end({ timeout: 0 });
    const phone = scriptedChannel('demo');
    await deliverTo(phone, ready);
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(1), soon);
    expect(silent.attempts).toEqual([]);
  });

  it('two that live share the files, each sent once, however long they take', async () => {
    const phone = scriptedChannel('demo');
    const people = await chats('1', '2', '3', '4', '5', '6');
    await queue(
      test.db,
      people.map((chatId, index) => ({ chatId, text: `word ${index}`, file: WORD })),
    );
    // Longer in all than a lease that nobody renews.
    await deliverTo(phone, { ...ready, make: makeSlowly });
    await deliverTo(phone, { ...ready, make: makeSlowly });
    await vi.waitFor(() => expect(phone.arrived).toHaveLength(6), soon);
    expect(new Set(phone.attempts.map(({ text }) => text)).size).toBe(6);
    expect(phone.attempts).toHaveLength(6);
  });
});

describe('a message that leaves something out', () => {
  const page = { digest: digestId(12), person: personId(1) };
  const said = { text: ['Tổng hợp'], buttons: [], pages: [page] };

  it('ends with where its reader finds all', () => {
    expect(withPages(said, workshop().source)).toEqual({
      text: ['Tổng hợp', '\n', 'Xem đủ: https://bot.example.vn/tong-hop/12'],
      buttons: [],
    });
  });

  it('stays as it is where the service has no address of its own', () => {
    expect(withPages(said, ready)).toEqual({ text: ['Tổng hợp'], buttons: [] });
    expect(withPages(said, undefined)).toEqual({ text: ['Tổng hợp'], buttons: [] });
  });
});
