import type { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyCommand } from '../../src/cli/verify.ts';
import { sealPath, type Seal } from '../../src/core/receipts/seal.ts';
import { sealDocument } from '../../src/db/queries/seals.ts';
import { verifyRoutes } from '../../src/web/verify.ts';
import { runCommand } from '../support/cli.ts';
import { CONTACT, openOffice, ZONE, type Office } from '../support/office.ts';

let office: Office;
let app: Hono;
let made: Seal;

beforeEach(async () => {
  office = await openOffice();
  await office.says(CONTACT, 'hg 5/6, kn 1');
  await office.says(CONTACT, 'gửi');
  await office.says(CONTACT, 'gửi thiếu');
  const at = Temporal.Instant.from('2017-08-28T07:00:00+07:00');
  const subject = { form: 'tuan', body: 'ban-dan-van', period: '2017-W34' };
  made = await sealDocument(office.db, { ...subject, units: ['binh-minh', 'vinh-thuan'], at }, undefined);
  app = verifyRoutes({ db: office.db, zone: ZONE, remoteAddress: () => '127.0.0.1' });
});
afterEach(() => office.close());

async function changeComplaints(): Promise<void> {
  await office.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`
      update report_value set number = 9 where field = 'complaints' and revision_id = (select max(id) from report_revision)`);
  });
}

async function page(path: string): Promise<{ status: number; words: string }> {
  const response = await app.request(path);
  const text = await response.text();
  const words = text.replaceAll(/<style.*?<\/style>|<[^>]*>/gs, ' ').replaceAll(/\s+/g, ' ');
  return { status: response.status, words };
}

describe('the page that a document’s QR code opens', () => {
  it('says what the document is and that it fits', async () => {
    const { status, words } = await page(sealPath(made));
    expect(status).toBe(200);
    expect(words).toContain('Báo cáo tuần công tác dân vận, tuần 34/2017 (21/8–27/8)');
    expect(words).toContain('Lập cho Ban Dân vận Huyện ủy, 07:00 ngày 28/8/2017');
    expect(words).toMatch(/Khớp: \d+ biên nhận/);
    expect(words).not.toContain('Đối chiếu mã băm');
  });

  it('names the report that was changed', async () => {
    await changeComplaints();
    const { words } = await page(sealPath(made));
    expect(words).toContain('Không khớp');
    expect(words).toContain(
      'Xã Bình Minh, Báo cáo tuần công tác dân vận, tuần 34/2017 (21/8–27/8): nội dung',
    );
  });

  it('notices another document under the same code, and lets a reader without the hash compare it', async () => {
    expect((await page(`/kiem-tra/${made.code}/${'0'.repeat(64)}`)).words).toContain(
      'Mã băm chung không khớp',
    );
    expect((await page(`/kiem-tra/${made.code.toLowerCase()}`)).words).toContain('Đối chiếu mã băm');
  });

  it('knows nothing of codes that it did not give', async () => {
    expect((await page('/kiem-tra/VB-22222-22222')).status).toBe(404);
    expect((await page('/kiem-tra/xyz')).status).toBe(404);
  });
});

const verify = (...words: readonly string[]) => runCommand(verifyCommand, words, { db: office.db });

describe('the command verify', () => {
  it('says the same, and is refused when something was changed', async () => {
    const fits = await verify(made.code, '--hash', made.hash);
    expect(fits.refused).toBeUndefined();
    expect(fits.out.join('\n')).toContain('Khớp:');
    await changeComplaints();
    const differs = await verify(made.code.replaceAll('-', ''));
    expect(differs.refused).toContain('1 điểm không khớp');
    expect(differs.out.join('\n')).toContain('- Xã Bình Minh');
    expect(JSON.parse((await verify(made.code, '--json')).out.join(''))).toMatchObject({
      fits: false,
      findings: [{ kind: 'changed', unit: 'binh-minh', period: '2017-W34', revision: 1 }],
    });
  });

  it('is refused for codes that it does not know', async () => {
    expect((await verify('VB-22222-22222')).refused).toContain('Không có văn bản nào');
    expect((await verify('BC-2222')).refused).toContain('có dạng');
  });
});
