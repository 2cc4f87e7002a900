import { sql } from 'drizzle-orm';
import type { ChatRef } from '../../core/messages.ts';
import type { Executor } from '../connect.ts';

/** Whom a template that goes to a chat has to name, and their phone as the organisation states it. Undefined: nobody is linked there. */
export async function loadTemplateReader(
  db: Executor,
  { channel, externalId }: ChatRef,
): Promise<{ readonly name: string; readonly phone: string | null } | undefined> {
  const [reader] = await db.execute<{ name: string; phone: string | null }>(sql`
    select p.name, p.phone from chat c join person p on p.id = c.person_id
    where c.channel = ${channel} and c.external_id = ${externalId}`);
  return reader;
}
