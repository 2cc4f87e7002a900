import { Temporal } from 'temporal-polyfill';
import { countFiles, NO_FILES, type AttachedFile } from '../../src/core/attachments/attached.ts';
import { isPhoto } from '../../src/core/attachments/kinds.ts';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import type {
  Context,
  Duty,
  PastReport,
  SentReport,
  SignOffRequest,
} from '../../src/core/conversation/context.ts';
import { converse } from '../../src/core/conversation/converse.ts';
import type { Draft } from '../../src/core/conversation/report/draft.ts';
import { INITIAL_STATE, type State } from '../../src/core/conversation/state.ts';
import type { Turn } from '../../src/core/conversation/turn.ts';
import type { Effect, ReopeningAnswer, Submission } from '../../src/core/effects.ts';
import type { Values } from '../../src/core/forms/definition.ts';
import { attachmentId, obligationId, personId, updateKey, type ObligationId } from '../../src/core/ids.ts';
import { plainText, type InboundMessage } from '../../src/core/messages.ts';
import type { Reply } from '../../src/core/replies.ts';
import { word } from '../../src/texts/word.ts';
import { tuan } from './forms.ts';

export const ZONE = 'Asia/Ho_Chi_Minh';

/** A moment of August or September 2017 by Vietnam's clock: `at('25/8 16:00')`. Friday 25/8 16:00 is week 34's due moment. */
export function at(moment: string): Temporal.Instant {
  const [, day = '', month = '', hour = '', minute = ''] = /^(\d+)\/(\d+) (\d+):(\d+)$/.exec(moment) ?? [];
  return Temporal.PlainDateTime.from({
    year: 2017,
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
  })
    .toZonedDateTime(ZONE)
    .toInstant();
}

const MONDAY_OF_34 = Temporal.PlainDate.from('2017-08-21');

/** Week 34 of 2017 is 21/8-27/8, due Friday 25/8 16:00, locked Tuesday 29/8 16:00. */
export function week(number: number): Duty['period'] {
  const start = MONDAY_OF_34.add({ weeks: number - 34 });
  const moment = (days: number, hour: number) =>
    start.add({ days }).toZonedDateTime({ timeZone: ZONE, plainTime: { hour } }).toInstant();
  return {
    code: `2017-W${String(number).padStart(2, '0')}`,
    start,
    end: start.add({ days: 6 }),
    opensAt: moment(0, 0),
    dueAt: moment(4, 16),
    locksAt: moment(8, 16),
  };
}

export const BINH_MINH = { code: 'binh-minh', name: 'Xã Bình Minh' };
export const TAN_THUAN = { code: 'tan-thuan', name: 'Xã Tân Thuận' };

/** Week 34 of xã Bình Minh, nothing drafted, nothing sent, no past. */
export function duty(changes: Partial<Duty> = {}): Duty {
  return {
    obligation: obligationId(1),
    unit: BINH_MINH,
    form: tuan,
    period: week(34),
    exempt: false,
    reopenedUntil: null,
    reopening: null,
    lateNotice: null,
    entrusted: false,
    draft: null,
    sent: null,
    heads: [],
    files: [],
    history: [],
    ...changes,
  };
}

export function sent(values: Values, changes: Partial<SentReport> = {}): SentReport {
  return {
    revision: 1,
    values,
    notes: {},
    nil: false,
    gaps: [],
    submittedAt: at('24/8 9:00'),
    lateMinutes: 0,
    submittedBy: 'vo-minh-nhut',
    files: NO_FILES,
    signOff: null,
    ...changes,
  };
}

/** Reports of the weeks before week 34, latest first. */
export function past(...weeks: readonly Values[]): readonly PastReport[] {
  return weeks.map((values, index) => ({
    obligation: obligationId(900 + index),
    period: week(33 - index),
    sent: sent(values),
  }));
}

/** A full report of a quiet week. */
export const FULL: Values = {
  models: 2,
  models_active: 35,
  mediation: { part: 5, whole: 6 },
  complaints: 1,
  denunciations: 0,
  cases_resolved: { part: 1, whole: 1 },
  procedures: { part: 120, whole: 121 },
  citizen_reception: 12,
  dialogues: 1,
  democracy: 2,
  opinions: 2,
  supervisions: 1,
};

export function context(changes: Partial<Context> = {}): Context {
  return {
    now: at('24/8 9:00'),
    zone: ZONE,
    holidays: BUILT_IN_HOLIDAYS,
    person: { id: personId(1), code: 'vo-minh-nhut', name: 'Võ Minh Nhựt', honorific: 'đồng chí' },
    posts: [{ role: 'contact', title: 'Cán bộ đầu mối', place: BINH_MINH.name, unit: BINH_MINH, body: null }],
    absence: null,
    duties: [duty()],
    signOffs: [],
    invite: { kind: 'none' },
    codesRefused: false,
    isNewToPhotos: false,
    looked: { kind: 'nothing' },
    operators: ['Ban Dân vận Huyện ủy', 'UBND huyện'],
    numbered: false,
    ...changes,
  };
}

/** A coordinator of the party's board, for a context of their own. */
export const COORDINATOR: Pick<Context, 'person' | 'posts'> = {
  person: { id: personId(9), code: 'ngo-thi-cam-tu', name: 'Ngô Thị Cẩm Tú', honorific: 'đồng chí' },
  posts: [
    {
      role: 'coordinator',
      title: 'Chuyên viên',
      place: 'Ban Dân vận',
      unit: null,
      body: { code: 'ban-dan-van', name: 'Ban Dân vận' },
    },
  ],
};

const ENVELOPE = {
  key: updateKey('test'),
  chat: { channel: 'demo', externalId: 'vo-minh-nhut' },
  sentAt: at('24/8 9:00'),
} as const;

export function says(text: string): InboundMessage {
  return { ...ENVELOPE, kind: 'text', text };
}

export function taps(token: string): InboundMessage {
  return { ...ENVELOPE, kind: 'choice', token };
}

/** A message with files: a name that ends in jpg is a photo, everything else a document. */
export function shows(
  names: readonly string[],
  { caption = '', album, sizeBytes = 100_000 }: { caption?: string; album?: string; sizeBytes?: number } = {},
): InboundMessage {
  const files = names.map((name) => ({
    externalId: `file of ${name}`,
    mediaType: name.endsWith('jpg') ? 'image/jpeg' : name.endsWith('mp4') ? 'video/mp4' : 'application/pdf',
    sizeBytes,
    name,
  }));
  return { ...ENVELOPE, kind: 'files', files, caption, ...(album === undefined ? {} : { album }) };
}

export type Answer = Turn & {
  /** The last reply, which is where the conversation stands. */
  readonly reply: Reply;
  readonly text: string;
};

/**
 * One or two phones and the reports they are about, without a database: what a turn saves, drops or submits is seen by the next
 * message. `labels` are those of the last reply that any phone got.
 */
export class Talk {
  #context: Context;
  #duties: Map<ObligationId, Duty>;
  #states = new Map<string, State>();
  #offers: Reply['offers'] = [];
  #attached = 0;
  readonly submitted: Submission[] = [];
  /** What a coordinator decided about locked reports. */
  readonly decided: ReopeningAnswer[] = [];
  readonly corrections: Extract<Effect, { kind: 'note-correction' }>[] = [];
  /** What a coordinator decided about words of units. */
  readonly ownWords: Extract<Effect, { kind: 'decide-own-word' }>[] = [];
  readonly answers: Extract<Effect, { kind: 'note-hamlet-answer' }>[] = [];
  readonly snoozes: Extract<Effect, { kind: 'snooze' }>[] = [];
  /** What the head of a unit answered. */
  readonly settled: Extract<Effect, { kind: 'settle-sign-off' }>[] = [];
  /** Keys of notices that need not be told any more. */
  readonly withdrawn: string[] = [];
  /** What other people are told. */
  readonly notified: Extract<Effect, { kind: 'notify' }>[] = [];

  constructor(changes: Partial<Context> = {}) {
    this.#context = context(changes);
    this.#duties = new Map(this.#context.duties.map((one) => [one.obligation, one]));
  }

  /** `changes`: what else is otherwise by then. */
  clock(moment: string, changes: Partial<Context> = {}): this {
    this.#context = { ...this.#context, now: at(moment), ...changes };
    return this;
  }

  /** A period opens, or another change from outside. */
  add(one: Duty): this {
    this.#duties.set(one.obligation, one);
    return this;
  }

  /** What waits for the head of a unit changes from outside. */
  heads(signOffs: readonly SignOffRequest[]): this {
    this.#context = { ...this.#context, signOffs };
    return this;
  }

  hears(message: InboundMessage, phone = 'own'): Answer {
    const turn = this.#turn(message, phone);
    const reply = turn.replies.at(-1);
    if (!reply) throw new Error(`no reply to ${JSON.stringify(message)}`);
    this.#offers = reply.offers;
    const numbers = this.#context.numbered ? { numbers: turn.state.choices } : {};
    const clock = { at: this.#context.now, zone: ZONE, ...numbers };
    const text = turn.replies
      .flatMap((one) => word(one, clock))
      .map((outgoing) => plainText(outgoing.text))
      .join('\n---\n');
    return { ...turn, reply, text };
  }

  #turn(message: InboundMessage, phone: string): Turn {
    const state = this.#states.get(phone) ?? INITIAL_STATE;
    const current = { ...this.#context, duties: [...this.#duties.values()] };
    // States and drafts are stored as JSON in between.
    const turn = converse(structuredClone(state), message, current);
    this.#states.set(phone, turn.state);
    for (const effect of turn.effects) this.#apply(effect);
    return turn;
  }

  /** A photo, or whatever `names` are, with or without a caption. */
  shows(names: readonly string[], options?: Parameters<typeof shows>[1], phone?: string): Answer {
    return this.hears(shows(names, options), phone);
  }

  /** A message that nobody answers. */
  hearsQuietly(message: InboundMessage, phone = 'own'): Turn {
    return this.#turn(message, phone);
  }

  says(text: string, phone?: string): Answer {
    return this.hears(says(text), phone);
  }

  taps(label: string, phone?: string): Answer {
    const token = this.tokenOf(label);
    if (token === undefined) throw new Error(`no button “${label}” among ${this.labels.join(', ')}`);
    return this.hears(taps(token), phone);
  }

  tokenOf(label: string): string | undefined {
    return this.#buttons().find((button) => button.text === label)?.token;
  }

  get labels(): readonly string[] {
    return this.#buttons().map((button) => button.text);
  }

  #buttons() {
    const [worded] = word({ kind: 'stayed', offers: this.#offers }, { at: this.#context.now, zone: ZONE });
    return worded?.buttons.flat() ?? [];
  }

  state(phone = 'own'): State {
    return this.#states.get(phone) ?? INITIAL_STATE;
  }

  files(obligation = 1): readonly AttachedFile[] {
    return this.#duties.get(obligationId(obligation))?.files ?? [];
  }

  draft(obligation = 1): Draft | null {
    return this.#duties.get(obligationId(obligation))?.draft ?? null;
  }

  sent(obligation = 1): SentReport | null {
    return this.#duties.get(obligationId(obligation))?.sent ?? null;
  }

  #apply(effect: Turn['effects'][number]): void {
    switch (effect.kind) {
      case 'save-draft':
        return this.#change(effect.obligation, { draft: structuredClone(effect.draft) });
      case 'discard-draft':
        return this.#change(effect.obligation, { draft: null });
      case 'submit-report': {
        const { submission } = effect;
        this.submitted.push(submission);
        const { values, notes, nil, gaps, lateMinutes, needsSignOff } = submission;
        const revision = submission.follows + 1;
        const report = sent(values, {
          notes,
          nil,
          gaps,
          lateMinutes,
          revision,
          signOff: needsSignOff ? { state: 'waiting' } : null,
          submittedAt: this.#context.now,
        });
        return this.#change(submission.obligation, { sent: report });
      }
      case 'decide-own-word':
        this.ownWords.push(effect);
        return undefined;
      case 'note-correction':
        this.corrections.push(effect);
        return undefined;
      case 'notify':
        this.notified.push(effect);
        return undefined;
      case 'attach-files': {
        const { files, obligation, revision } = effect;
        const added = files.map(({ name, mediaType }, index): AttachedFile => ({
          id: attachmentId(1 + this.#attached + index),
          photo: isPhoto(mediaType),
          name,
          kept: false,
          sent: revision !== null,
        }));
        this.#attached += files.length;
        return this.#changeFiles(obligation, (known) => [...known, ...added]);
      }
      case 'send-files':
        return this.#changeFiles(effect.obligation, (known) =>
          known.map((file) => ({ ...file, sent: true })),
        );
      case 'drop-files':
        for (const obligation of this.#duties.keys()) {
          this.#changeFiles(obligation, (known) => known.filter(({ id }) => !effect.files.includes(id)));
        }
        return undefined;
      case 'note-absence': {
        const { from, until, standInName, standIn } = effect;
        const { looked } = this.#context;
        const people = looked.kind === 'people' ? looked.people : [];
        const name = people.find(({ id }) => id === standIn)?.name ?? null;
        const absence = { firstDay: from, lastDay: until, standInName, standIn: name, agreed: null };
        this.#context = { ...this.#context, absence };
        return undefined;
      }
      case 'end-absence':
        this.#context = { ...this.#context, absence: null };
        return undefined;
      case 'note-late': {
        const { until, cause, reason } = effect;
        return this.#change(effect.obligation, { lateNotice: { until, cause, reason } });
      }
      case 'request-reopening': {
        const { reason } = effect;
        const requestedBy = this.#context.person?.name ?? '';
        const reopening = { requestedBy, requestedAt: this.#context.now, reason, decision: null };
        return this.#change(effect.obligation, { reopening });
      }
      case 'decide-reopening': {
        const { decision } = effect;
        this.decided.push(decision);
        const changes = decision.kind === 'granted' ? { reopenedUntil: decision.until } : {};
        return this.#change(effect.obligation, changes);
      }
      case 'settle-sign-off': {
        this.settled.push(effect);
        const { obligation, outcome, reason } = effect;
        const by = this.#context.person?.name ?? '';
        const signOff = { state: outcome, by, at: this.#context.now, reason } as const;
        const signOffs = this.#context.signOffs.map((request): SignOffRequest => {
          const { sent: report } = request.duty;
          const isMeant = report !== null && request.duty.obligation === obligation;
          return isMeant ? { ...request, duty: { ...request.duty, sent: { ...report, signOff } } } : request;
        });
        this.#context = { ...this.#context, signOffs };
        return undefined;
      }
      case 'withdraw-notice':
        this.withdrawn.push(effect.key);
        return undefined;
      case 'decide-exemption': {
        const { obligation, reason } = effect;
        return this.#change(obligation, { exempt: reason !== null && { reason } });
      }
      case 'snooze':
        this.snoozes.push(effect);
        return undefined;
      case 'note-hamlet-answer':
        this.answers.push(effect);
        return undefined;
      // Tested on a real database, as all that stands below.
      case 'change-digest-draft':
      case 'set-digest-wishes':
      case 'remind-now':
      case 'rewrite-message':
      case 'agree-stand-in':
      case 'decline-stand-in':
      case 'ask-explanation':
      case 'answer-explanation':
      case 'link-chat':
      case 'open-calendar-link':
      case 'leave-chat':
      case 'withdraw-consent':
      case 'erase-person':
      case 'issue-invite':
      case 'revoke-invites':
      case 'correct-person':
      case 'prefer-channel':
      case 'note-access':
      case 'block-chat':
      case 'count-wrong-code':
      case 'forget-message':
      case 'forget-words':
        return undefined;
    }
  }

  #changeFiles(
    obligation: ObligationId,
    change: (files: readonly AttachedFile[]) => readonly AttachedFile[],
  ): void {
    const known = this.#duties.get(obligation);
    if (!known) throw new Error(`no duty ${obligation}`);
    const files = change(known.files);
    const report = known.sent && { ...known.sent, files: countFiles(files.filter((file) => file.sent)) };
    this.#duties.set(obligation, { ...known, files, sent: report });
  }

  #change(obligation: ObligationId, changes: Partial<Duty>): void {
    const known = this.#duties.get(obligation);
    if (!known) throw new Error(`no duty ${obligation}`);
    this.#duties.set(obligation, { ...known, ...changes });
  }
}
