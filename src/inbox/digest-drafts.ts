import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { readChoice, type Verb } from '../core/conversation/choices.ts';
import type { Looked } from '../core/conversation/context.ts';
import type { State } from '../core/conversation/state.ts';
import { readDraftWish, type DigestDraft, type DraftKey } from '../core/digest/draft.ts';
import type { InboundMessage } from '../core/messages.ts';
import type { Transaction } from '../db/connect.ts';
import { loadAudience } from '../db/queries/audiences.ts';
import { loadOpenDrafts } from '../db/queries/digest-drafts.ts';
import type { KnownPerson } from '../db/queries/people.ts';
import { chosenToken } from './chosen-token.ts';

const VERBS: ReadonlySet<Verb> = new Set<Verb>(['digestnow', 'digestremark', 'digestlater']);

/** The digests that a coordinator was shown and that have not gone out, for a message that can be about them. */
export async function lookUpDigestDrafts(
  tx: Transaction,
  { message, state }: { readonly message: InboundMessage; readonly state: State },
  { view, places }: Pick<KnownPerson, 'view' | 'places'>,
  today: Temporal.PlainDate,
): Promise<Looked | undefined> {
  if (!may(places, 'preview-digest') || !isAbout(message, state)) return undefined;
  const drafts = new Map<DraftKey, DigestDraft>();
  for (const { body, ...draft } of await loadOpenDrafts(tx)) {
    const people = await loadAudience(tx, { kind: 'coordinators-for', body }, today);
    if (!people.includes(view.id)) continue;
    const known = drafts.get(draft.key) ?? { ...draft, bodies: [] };
    drafts.set(draft.key, { ...known, bodies: [...known.bodies, body] });
  }
  return { kind: 'digest-drafts', drafts: [...drafts.values()] };
}

function isAbout(message: InboundMessage, state: State): boolean {
  const token = chosenToken(message, state);
  if (token !== undefined) {
    const verb = readChoice(token)?.verb;
    return verb !== undefined && VERBS.has(verb);
  }
  if (message.kind !== 'text') return false;
  if (state.open.kind === 'digest-remark') return true;
  // "Gửi ngay" and "hoãn" about a report that is open mean that report.
  const isFree = state.open.kind === 'nothing';
  const wish = readDraftWish(message.text);
  return wish !== undefined && (isFree || wish.kind === 'digest-remark');
}
