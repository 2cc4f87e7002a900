import { Temporal } from 'temporal-polyfill';
import type { Context, Duty, PastReport, SentReport } from '../../src/core/conversation/context.ts';
import { converse } from '../../src/core/conversation/converse.ts';
import type { Draft } from '../../src/core/conversation/draft.ts';
import { INITIAL_STATE, type State } from '../../src/core/conversation/state.ts';
import type { Turn } from '../../src/core/conversation/turn.ts';
import type { Effect, Submission } from '../../src/core/effects.ts';
import type { Values } from '../../src/core/forms/definition.ts';
import { obligationId, personId, updateKey, type ObligationId } from '../../src/core/ids.ts';
import type { InboundMessage } from '../../src/core/messages.ts';
import { plainText } from '../../src/core/messages.ts';
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
    draft: null,
    sent: null,
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
    person: { id: personId(1), code: 'vo-minh-nhut', name: 'Võ Minh Nhựt', honorific: 'đồng chí' },
    posts: [{ role: 'contact', title: 'Cán bộ đầu mối', place: BINH_MINH.name, unit: BINH_MINH, body: null }],
    duties: [duty()],
    invite: { kind: 'none' },
    codesRefused: false,
    looked: { kind: 'nothing' },
    operators: ['Ban Dân vận Huyện ủy', 'UBND huyện'],
    numbered: false,
    ...changes,
  };
}

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
  readonly submitted: Submission[] = [];
  /** What other people are told. */
  readonly notified: Extract<Effect, { kind: 'notify' }>[] = [];

  constructor(changes: Partial<Context> = {}) {
    this.#context = context(changes);
    this.#duties = new Map(this.#context.duties.map((one) => [one.obligation, one]));
  }

  clock(moment: string): this {
    this.#context = { ...this.#context, now: at(moment) };
    return this;
  }

  /** A period opens, or another change from outside. */
  add(one: Duty): this {
    this.#duties.set(one.obligation, one);
    return this;
  }

  hears(message: InboundMessage, phone = 'own'): Answer {
    const state = this.#states.get(phone) ?? INITIAL_STATE;
    const current = { ...this.#context, duties: [...this.#duties.values()] };
    // States and drafts are stored as JSON in between.
    const turn = converse(stored(state), message, current);
    this.#states.set(phone, turn.state);
    for (const effect of turn.effects) this.#apply(effect);
    const reply = turn.replies.at(-1);
    if (!reply) throw new Error(`no reply to ${JSON.stringify(message)}`);
    this.#offers = reply.offers;
    const clock = { at: current.now, zone: ZONE };
    const text = turn.replies
      .flatMap((one) => word(one, clock))
      .map((outgoing) => plainText(outgoing.text))
      .join('\n---\n');
    return { ...turn, reply, text };
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

  draft(obligation = 1): Draft | null {
    return this.#duties.get(obligationId(obligation))?.draft ?? null;
  }

  sent(obligation = 1): SentReport | null {
    return this.#duties.get(obligationId(obligation))?.sent ?? null;
  }

  #apply(effect: Turn['effects'][number]): void {
    switch (effect.kind) {
      case 'save-draft':
        return this.#change(effect.obligation, { draft: stored(effect.draft) });
      case 'discard-draft':
        return this.#change(effect.obligation, { draft: null });
      case 'submit-report': {
        const { submission } = effect;
        this.submitted.push(submission);
        const { values, notes, nil, gaps, lateMinutes } = submission;
        const revision = submission.follows + 1;
        const report = sent(values, {
          notes,
          nil,
          gaps,
          lateMinutes,
          revision,
          submittedAt: this.#context.now,
        });
        return this.#change(submission.obligation, { sent: report });
      }
      case 'notify':
        this.notified.push(effect);
        return undefined;
      case 'link-chat':
      case 'leave-chat':
      case 'block-chat':
      case 'count-wrong-code':
        return undefined;
    }
  }

  #change(obligation: ObligationId, changes: Partial<Duty>): void {
    const known = this.#duties.get(obligation);
    if (!known) throw new Error(`no duty ${obligation}`);
    this.#duties.set(obligation, { ...known, ...changes });
  }
}

function stored<T>(value: T): T {
  return structuredClone(value);
}
