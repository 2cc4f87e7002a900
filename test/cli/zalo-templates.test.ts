import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { templatesCommand } from '../../src/cli/zalo-templates.ts';
import { readConfig } from '../../src/config.ts';
import { Refused } from '../../src/core/errors.ts';
import { PARAM_CAPS } from '../../src/core/zalo-oa/templates.ts';
import { askZaloTemplates } from '../../src/service/zalo-templates.ts';
import { TEMPLATES } from '../../src/texts/zalo-oa-templates.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startZaloOaApi, type ZaloOaApi } from '../support/zalo-oa-api.ts';
import { ourTemplate } from '../support/zalo-oa/our-templates.ts';

const nobody = async () => {
  throw new Error('neither a database nor Zalo is needed');
};

async function run(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  askTemplates: (ids: readonly string[]) => Promise<readonly unknown[]> = nobody,
) {
  const out: string[] = [];
  const command = templatesCommand({
    config: readConfig({ APP_SECRET: 'a secret for tests only', ...environment }),
    print: (line) => out.push(line),
    say: () => {},
    async *readStandardInput() {},
    withDatabase: nobody,
    now: nobody,
    openPeriods: nobody,
    telegramBotName: nobody,
    zaloBotName: nobody,
    askZaloTemplates: askTemplates,
  });
  try {
    await command.exitOverride().parseAsync([...words], { from: 'user' });
    return { out, refused: undefined };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { out, refused: error.message };
  }
}

describe('zalo templates', () => {
  it('prints what to type into Zalo’s page, without a database or an account', async () => {
    const out = (await run([])).out.join('\n');
    for (const line of [
      'Tiêu đề: Nhắc gửi báo cáo <ky_bao_cao>',
      'Đoạn 2: Đồng chí nhắn vào đây để gửi số liệu hoặc xin gửi chậm.',
      '  Hạn gửi | <han_gui>',
      'Nút 1: Mở trang Zalo OA (loại: đến trang thông tin OA)',
      '  <han_gui>: thời gian, tối đa 20 ký tự; giờ và ngày hết hạn; ví dụ: 16:00 27/11/2026',
      'ZALO_TEMPLATES',
    ])
      expect(out).toContain(line);
  });

  it('promises no approval', async () => {
    const out = (await run([])).out.join('\n');
    expect(out).toContain('có thể yêu cầu sửa hoặc từ chối');
    expect(out).not.toMatch(/sẽ được duyệt|chắc chắn/);
  });

  it('gives the same to programs', async () => {
    const { out } = await run(['--json']);
    const params = expect.arrayContaining([
      expect.objectContaining({ name: 'han_gui', type: 'date', maxLength: 20 }),
    ]);
    expect(JSON.parse(out[0] ?? '')).toMatchObject([
      { kind: 'nhac-han', tag: 2, title: 'Nhắc gửi báo cáo <ky_bao_cao>', params },
      { kind: 'tong-hop' },
    ]);
  });
});

const listParams = Object.entries(TEMPLATES['nhac-han'].params).map(([name, { type }]) => ({
  name,
  require: true,
  maxLength: PARAM_CAPS[type],
}));
const data = { templateId: 12_345, status: 'ENABLE', listParams };

const checkFile = (content: unknown) => {
  const path = join(mkdtempSync(join(tmpdir(), 'template-')), 'template.json');
  writeFileSync(path, JSON.stringify(content));
  return run(['--check', path]);
};

describe('zalo templates --check FILE', () => {
  it('says that what was approved fits', async () => {
    expect(await checkFile({ error: 0, message: 'Success', data })).toEqual({
      out: ['khớp    nhac-han (mã 12345)'],
      refused: undefined,
    });
  });

  it('names every difference, and is refused', async () => {
    const changed = listParams
      .filter(({ name }) => name !== 'don_vi')
      .map((one) => (one.name === 'tinh_trang' ? { ...one, maxLength: 10 } : one));
    const { out, refused } = await checkFile({
      ...data,
      status: 'REJECT',
      reason: 'sai nhãn',
      listParams: [...changed, { name: 'sdt', require: true, maxLength: 15 }],
    });
    expect(out).toEqual([
      'khác    nhac-han (mã 12345): trạng thái: Zalo đã từ chối (REJECT); lý do: sai nhãn',
      expect.stringContaining('thiếu tham số <don_vi>'),
      expect.stringContaining('<tinh_trang>: Zalo nhận tối đa 10 ký tự, hệ thống gửi tới 30'),
      expect.stringContaining('có tham số <sdt> mà hệ thống không gửi'),
    ]);
    expect(refused).toMatch(/^4 chỗ khác/);
  });

  it('says what waits for approval, and what is none of ours', async () => {
    expect((await checkFile({ ...data, status: 'PENDING_REVIEW' })).out).toEqual([
      expect.stringContaining('đang chờ Zalo duyệt'),
    ]);
    expect((await checkFile({ ...data, listParams: [] })).out).toEqual([expect.stringContaining('mã 12345')]);
  });

  it('refuses a file that holds no template', async () => {
    expect((await checkFile({ error: -109, message: 'no' })).refused).toMatch(/template\.json: không phải/);
    expect((await run(['--check', '/nowhere/x.json'])).refused).toContain('/nowhere/x.json');
  });
});

describe('zalo templates --check', () => {
  let oa: ZaloOaApi;
  let database: TestDatabase;
  beforeEach(async () => {
    [oa, database] = await Promise.all([
      startZaloOaApi({
        templates: [ourTemplate('12345', 'nhac-han'), ourTemplate('12346', 'tong-hop', 'pending')],
      }),
      createTestDatabase(),
    ]);
  });
  afterEach(() => Promise.all([oa.close(), database.close()]));

  const check = (templates: string) => {
    const environment = { ...oa.environment(), ZALO_TEMPLATES: templates };
    const config = readConfig({ APP_SECRET: 'a secret for tests only', LOG_LEVEL: 'silent', ...environment });
    return run(['--check'], environment, (ids) => askZaloTemplates(config, database.db, ids));
  };

  it('asks Zalo about those that are configured', async () => {
    expect(await check('nhac-han:12345,tong-hop:12346')).toEqual({
      out: ['khớp    nhac-han (mã 12345)', expect.stringContaining('đang chờ Zalo duyệt')],
      refused: expect.stringMatching(/^1 chỗ khác/),
    });
    expect(await check('nhac-han:12345')).toMatchObject({ refused: undefined });
  });

  it('compares with what a number is configured for', async () => {
    const { out } = await check('tong-hop:12345');
    expect(out.join('\n')).toContain('tong-hop (mã 12345): thiếu tham số <noi_nhan>');
  });

  it('says in one line what it lacks', async () => {
    expect((await check('nhac-han:99999')).refused).toMatch(/mẫu 99999 .*-109/);
    expect((await check('')).refused).toMatch(/^ZALO_TEMPLATES: /);
    expect((await run(['--check'])).refused).toMatch(/^ZALO_OA_APP_ID: /);
  });
});
