import type { Temporal } from 'temporal-polyfill';
import type { DigestView } from '../core/conversation/context.ts';
import type { DigestPage } from '../core/digest/page.ts';
import type { Database } from '../db/connect.ts';
import { loadKeptView } from '../db/queries/kept-view.ts';
import { onOneSnapshot } from '../db/snapshot.ts';
import { findKept, findReader } from './reader.ts';

/** What was sent, and when. */
export type OpenedDigest = { readonly view: DigestView; readonly sentAt: Temporal.Instant };

/** The digest as it was sent, where its person may see it on this day. */
export function openDigest(
  db: Database,
  { digest, person }: DigestPage,
  today: Temporal.PlainDate,
): Promise<OpenedDigest | undefined> {
  return onOneSnapshot(db, async (tx) => {
    const reader = await findReader(tx, person, today);
    const found = reader && (await findKept(tx, digest, reader, 'open-digest-page'));
    const view = found && (await loadKeptView(tx, found.scope, found.kept));
    return view && { view, sentAt: found.kept.createdAt };
  });
}
