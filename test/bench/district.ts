import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { sampleForm } from '../../src/core/sample/form.ts';
import type { Database } from '../../src/db/connect.ts';
import { runHaiChieu } from '../support/service.ts';

/** The Telegram chat of the contact of the n-th commune, from 0. */
export const chatOf = (commune: number): number => 100_000 + commune;

/** Imports a district with as many communes, each with a contact; nobody is linked yet. */
export async function importDistrict(
  communes: number,
  settings: Readonly<Record<string, string>> & { readonly DATA_DIR: string },
): Promise<void> {
  const file = join(settings.DATA_DIR, 'district.json');
  const numbers = [...Array(communes).keys()];
  const district = {
    units: [
      { code: 'district', name: 'Huyện', kind: 'district' },
      ...numbers.map((n) => ({ code: `xa-${n}`, name: `Xã số ${n}`, kind: 'commune', parent: 'district' })),
    ],
    bodies: [
      { code: 'ban-dan-van', name: 'Ban Dân vận', style: 'party', unit: 'district' },
      { code: 'ubnd', name: 'UBND huyện', style: 'government', unit: 'district' },
    ],
    people: numbers.map((n) => ({ code: `nguoi-${n}`, name: `Người số ${n}` })),
    posts: numbers.map((n) => ({
      code: `dau-moi-${n}`,
      title: 'Đầu mối dân vận',
      role: 'contact',
      unit: `xa-${n}`,
      holder: `nguoi-${n}`,
    })),
    forms: [sampleForm()],
  };
  await writeFile(file, JSON.stringify(district));
  const { status, err } = await runHaiChieu(['org', 'import', file], settings);
  if (status !== 0) throw new Error(`the district was not imported: ${err}`);
}

/** Every contact has agreed and writes from a Telegram chat of their own. */
export async function linkContacts(db: Database): Promise<void> {
  await db.execute(sql`
    insert into chat (channel, external_id, person_id, state)
    select 'telegram', (${chatOf(0)} + split_part(code, '-', 2)::integer)::text, id, 'linked' from person`);
  await db.execute(sql`analyze chat`);
}
