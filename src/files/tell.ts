import { isPhoto } from '../core/attachments/kinds.ts';
import type { ChatId } from '../core/ids.ts';
import type { About } from '../core/replies.ts';
import type { FileProblem } from '../core/replies/files.ts';
import { readClock } from '../db/clock.ts';
import type { Database } from '../db/connect.ts';
import { aboutObligations, loseFiles, type ClaimedFile } from '../db/queries/fetches.ts';
import { enqueue, type Outgoing } from '../delivery/enqueue.ts';

/** A file that will not be kept, and why. */
export type Lost = { readonly file: ClaimedFile; readonly problem: FileProblem; readonly error: string };

/**
 * Notes lost files and tells their senders, in one transaction: whoever was told is never told again, and what is noted is told.
 * One message a chat and report. Files that were dropped or taken over meanwhile are passed over.
 */
export function createTeller({
  db,
  demo,
  zone,
}: {
  readonly db: Database;
  readonly demo: boolean;
  readonly zone: string;
}): (lost: readonly Lost[]) => Promise<void> {
  return (lost) =>
    db.transaction(async (tx) => {
      const ended = await loseFiles(
        tx,
        lost.map(({ file, problem, error }) => ({
          id: file.id,
          attempt: file.attempt,
          state: problem === 'not-received' ? 'failed' : 'refused',
          error,
        })),
      );
      const ours = lost.filter(({ file }) => ended.has(file.id));
      if (ours.length === 0) return;
      const about = await aboutObligations(tx, [...new Set(ours.map(({ file }) => file.obligation))]);
      const groups = new Map<string, Lost[]>();
      for (const one of ours) {
        const key = `${one.file.chat} ${one.file.obligation}`;
        groups.set(key, [...(groups.get(key) ?? []), one]);
      }
      const outgoing = [...groups.values()].flatMap((group): readonly Outgoing[] => {
        const [first] = group;
        if (!first) return [];
        return [tellOf(first.file.chat, group, about.get(first.file.obligation))];
      });
      await enqueue(tx, outgoing, { at: await readClock(tx, demo), zone });
    });
}

function tellOf(chat: ChatId, group: readonly Lost[], about: About | undefined): Outgoing {
  const files = group.map(({ file, problem }) => ({
    photo: isPhoto(file.declaredType),
    name: file.name,
    problem,
  }));
  return {
    chat,
    dedupKey: `lost file ${group[0]?.file.id}`,
    reply: { kind: 'files-refused', about, files, offers: [] },
    urgency: 'answer',
  };
}
