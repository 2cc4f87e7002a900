import type { Transaction } from '../db/connect.ts';
import { insertAliasEvidence } from '../db/queries/alias-evidence.ts';
import { changeAbsences } from '../db/queries/absences.ts';
import { answerStandIns } from '../db/queries/stand-ins.ts';
import { recordAudit } from '../db/queries/audit.ts';
import { dropAttachments, insertAttachments, sendAttachments } from '../db/queries/attachments.ts';
import { closeCalendarLink, openCalendarLinks } from '../db/queries/calendar-links.ts';
import { blockChats } from '../db/queries/blocked-chats.ts';
import { addWrongCodes, unlinkChats } from '../db/queries/chats.ts';
import { deleteDrafts, saveDrafts, type KeptDraft } from '../db/queries/drafts.ts';
import { forgetMessages } from '../db/queries/inbound-updates.ts';
import { insertHamletAnswers } from '../db/queries/hamlet-answers.ts';
import { insertLateNotices } from '../db/queries/late-notices.ts';
import { answerExplanations, insertExplanations } from '../db/queries/explanations.ts';
import { saveDigestWishes } from '../db/queries/digest-wishes.ts';
import { changeDigestDraft } from '../db/queries/digest-drafts.ts';
import { decideOwnWords } from '../db/queries/own-words.ts';
import { decideReopenings, insertReopenings } from '../db/queries/reopenings.ts';
import { insertInvite, revokeInvites } from '../db/queries/invites.ts';
import { enqueueEdits } from '../delivery/enqueue.ts';
import { changeOwnData } from './own-data.ts';
import { auditOf } from './audit.ts';
import { changeReports } from './change-reports.ts';
import { sortOut, type Act } from './families.ts';
import { joinChats } from './join-chats.ts';
import { withdrawNotices } from '../db/queries/held-notices.ts';
import { insertNudges } from '../db/queries/nudges.ts';
import { insertSnoozes } from '../db/queries/snoozes.ts';
import { notify, type Calendar } from './notify.ts';

/** Wrong codes of a chat are counted within this time, and refuse every code for as long. */
export const WRONG_CODE_HOURS = 24;

/**
 * Applies what conversations decided, in the caller's transaction, family by family and in bulk. Acts of one list must not touch
 * the same report or chat, which the inbox sees to, and share one calendar moment: so families need not wait for each other.
 */
export async function applyEffects(tx: Transaction, acts: readonly Act[], calendar: Calendar): Promise<void> {
  await saveDrafts(tx, await applyAllButDrafts(tx, acts, calendar));
}

/** The same, but for the drafts that stand in the end: the caller writes them with what else it has to write. */
export async function applyAllButDrafts(
  tx: Transaction,
  acts: readonly Act[],
  calendar: Calendar,
): Promise<readonly KeptDraft[]> {
  const families = sortOut(acts);
  const { drafts, dropped, revisions, links, leaving, blocked, wrongCodes, notices } = families;
  const { files, forgotten, asked, decided, late, absences, snoozes, corrections, ownWords, calendarLinks } =
    families;
  const { settled, withdrawn, answers, exemptions, questions, explained, digestDrafts, wishes } = families;
  const { nudges, rewrites } = families;
  const [first] = acts;
  if (!first) return [];
  await Promise.all([
    changeReports(tx, { revisions, settled, exemptions }, { at: first.scene.at, zone: calendar.zone }),
    deleteDrafts(
      tx,
      dropped.map(({ effect }) => effect.obligation),
    ),
    joinChats(tx, links),
    ...families.invites.map(({ scene, effect }) =>
      effect.kind === 'issue-invite'
        ? insertInvite(tx, effect.person, effect.invite, scene.realNow)
        : revokeInvites(tx, effect.person, scene.realNow),
    ),
    ...leaving.map(({ scene }) => unlinkChats(tx, [scene.chat], scene.at)),
    ...leaving.map(
      ({ scene }) => scene.person !== null && closeCalendarLink(tx, scene.person, scene.chat, scene.at),
    ),
    openCalendarLinks(
      tx,
      calendarLinks.flatMap(({ scene, effect }) =>
        scene.person === null ? [] : [{ person: scene.person, serial: effect.serial, at: scene.at }],
      ),
    ),
    blockChats(
      tx,
      blocked.map(({ scene }) => ({
        chat: scene.chat,
        because: scene.channel === 'zalo-oa' ? 'not-following' : 'refused',
      })),
    ),
    ...wrongCodes.map(({ scene }) => addWrongCodes(tx, [scene.chat], scene.realNow, WRONG_CODE_HOURS)),
    insertLateNotices(tx, late),
    insertHamletAnswers(
      tx,
      answers.map(({ scene, effect }) => ({ ...effect, ...scene, via: 'forwarded' as const })),
    ),
    changeAbsences(tx, absences, calendar.zone),
    answerStandIns(tx, families.standIns, calendar.zone),
    insertSnoozes(tx, snoozes),
    insertExplanations(tx, questions),
    ...wishes.map(
      ({ scene, effect }) => scene.person !== null && saveDigestWishes(tx, scene.person, effect.wishes),
    ),
    ...digestDrafts.map(({ scene, effect }) => changeDigestDraft(tx, effect, scene.person)),
    insertNudges(tx, nudges),
    enqueueEdits(
      tx,
      rewrites.map(({ scene, effect: { message, key, reply } }) => ({
        target: message,
        dedupKey: `tap ${scene.channel} ${key}`,
        reply,
        urgency: 1 as const,
      })),
      { at: first.scene.at, zone: calendar.zone },
    ),
    answerExplanations(tx, explained),
    insertReopenings(tx, asked),
    decideReopenings(tx, decided),
    withdrawNotices(tx, withdrawn),
    notify(tx, notices, calendar),
    insertAliasEvidence(
      tx,
      corrections.map(({ scene, effect }) => ({ ...effect, person: scene.person, at: scene.at })),
    ),
    decideOwnWords(
      tx,
      ownWords.map(({ scene, effect }) => ({ ...effect, person: scene.person, at: scene.at })),
    ),
    insertAttachments(tx, files.attached),
    sendAttachments(tx, files.sent),
    dropAttachments(tx, files.dropped),
    ...forgotten.map(({ scene, effect }) =>
      forgetMessages(
        tx,
        scene.chat,
        effect.kind === 'forget-message' ? { key: effect.key } : { words: effect.words },
      ),
    ),
    recordAudit(tx, first.scene.at, acts.flatMap(auditOf)),
  ]);
  // After the notices, which go by the posts that are held until now.
  await changeOwnData(tx, families.ownData, calendar);
  // Last: a draft that is discarded and begun anew in one turn stands in the end.
  return drafts.map(({ scene, effect }) => ({ ...effect, person: scene.person, at: scene.at }));
}
