import { splitText } from '../../src/channels/split.ts';
import type { Context } from '../../src/core/conversation/context.ts';
import { nilValues } from '../../src/core/forms/values.ts';
import { inviteId } from '../../src/core/ids.ts';
import { word } from '../../src/texts/word.ts';
import { tuan } from './forms.ts';
import { context, duty, FULL, past, sent, Talk, taps, ZONE, type Answer } from './conversation.ts';

/** A step of a conversation: words, or the label of a button, which without buttons is typed as its number. */
type Step = string | { readonly tap: string };

export type Burden = {
  readonly name: string;
  readonly numbered: boolean;
  /** Messages of the person; a tap is none. */
  readonly written: number;
  /** Messages of both, as the channel cuts them. */
  readonly messages: number;
  /** Questions before the preview: of a message that puts several doubts, each. */
  readonly questions: number;
  /** The most messages that quality.md allows, both ways, and the most that the person may write. */
  readonly bar: { readonly messages?: number; readonly written?: number };
  readonly isSent: boolean;
};

const ALL =
  'hg 5/6, kn 1, tc 0, gqđ 1/1, tthc 120/121, mh 2, tổng mh 35, tcd 12, đt 1, qcdc 2, góp ý 2, gs 1';
const SEND: Step = { tap: 'Gửi' };
const IN_THREES: readonly string[] = ['2; 35; 5/6', '1; 0; 1/1', '120/121; 12; 1', '2; 2; 1'];

type Scene = {
  readonly name: string;
  /** Without and with buttons where they differ. */
  readonly steps: (numbered: boolean) => readonly Step[];
  readonly bar: (numbered: boolean) => Burden['bar'];
  readonly duty?: Parameters<typeof duty>[0];
};

const NIL_PAST = past(FULL, FULL).map((report) => ({
  ...report,
  sent: sent(nilValues(tuan, FULL), { nil: true }),
}));

const SCENES: readonly Scene[] = [
  { name: 'one message', steps: () => [ALL, SEND], bar: (numbered) => ({ messages: numbered ? 4 : 3 }) },
  {
    name: 'one message, the rest none',
    steps: () => ['hg 5/6, kn 1, tthc 120/121, tcd 12; còn lại không; kk: thiếu kinh phí', SEND],
    bar: (numbered) => ({ messages: numbered ? 4 : 3 }),
  },
  {
    name: 'one message, three doubts',
    steps: (numbered) => [
      ALL.replace('5/6', '6/5').replace('kn 1', 'kn khoảng 1').replace('120/121', '99%'),
      ...(numbered ? ['5/6; 1; 120/121'] : [{ tap: '5/6' }, '120/121', '1']),
      SEND,
    ],
    bar: () => ({}),
  },
  {
    name: 'guided, three answers at a time',
    steps: (numbered) => [
      numbered ? 'từng mục' : { tap: 'Nhập từng mục' },
      ...IN_THREES,
      ...(numbered ? [] : ['Khó khăn, vướng mắc: đường xấu\nKiến nghị, đề xuất: sửa đường']),
      SEND,
    ],
    bar: () => ({ messages: 12 }),
  },
  {
    name: 'guided, one answer at a time',
    steps: (numbered) => [
      numbered ? 'từng mục' : { tap: 'Nhập từng mục' },
      ...IN_THREES.flatMap((answer) => answer.split('; ')),
      ...(numbered ? [] : ['đường xấu', 'sửa đường']),
      SEND,
    ],
    bar: () => ({}),
  },
  {
    name: 'nil where that is usual, typed',
    steps: (numbered) => (numbered ? ['không phát sinh'] : ['không phát sinh', SEND]),
    bar: () => ({ messages: 3 }),
    duty: { history: NIL_PAST },
  },
  {
    name: 'nil, from the reminder',
    steps: (numbered) => (numbered ? ['không phát sinh'] : [{ tap: 'Không phát sinh' }, SEND]),
    bar: () => ({ messages: 3 }),
    duty: { history: NIL_PAST },
  },
  {
    name: 'nil of a unit without a past, typed',
    steps: () => ['không phát sinh', SEND],
    // Without buttons the first ones of a unit are shown before they are sent.
    bar: (numbered) => ({ messages: numbered ? 4 : 3 }),
    duty: { history: [] },
  },
  {
    name: 'nil where that is unusual',
    steps: (numbered) => [
      numbered ? 'không phát sinh' : { tap: 'Không phát sinh' },
      { tap: 'Đúng, không phát sinh' },
      SEND,
    ],
    // Without buttons the question and what is shown are each answered by a message.
    bar: (numbered) => ({ messages: numbered ? 6 : 3 }),
  },
  {
    name: 'correction',
    steps: () => ['sửa kn thành 3', SEND],
    bar: () => ({ messages: 4 }),
    duty: { sent: sent(FULL) },
  },
];

/** Whole reports on a channel with buttons and on one without, with what they cost. */
export function measureBurden(): readonly Burden[] {
  return [false, true].flatMap((numbered) => [
    ...SCENES.map((scene) => measureScene(scene, numbered)),
    measureStranger(numbered),
  ]);
}

function measureScene({ name, steps, bar, duty: changes }: Scene, numbered: boolean): Burden {
  const talk = new Talk({ numbered, duties: [duty({ history: past(FULL, FULL, FULL, FULL), ...changes })] });
  const counted = play(talk, steps(numbered), numbered);
  return { name, numbered, ...counted, bar: bar(numbered), isSent: talk.submitted.length === 1 };
}

/** From the invite to the receipt: the code, the consent, the report, the confirmation. */
function measureStranger(numbered: boolean): Burden {
  const { person, posts } = context();
  if (!person) throw new Error('the test context has a person');
  const invited: Partial<Context> = {
    numbered,
    person: null,
    posts: [],
    invite: { kind: 'open', invite: inviteId(1), person, posts },
  };
  const joining = play(new Talk(invited), ['C7KPT4XNRH', { tap: 'Đồng ý' }], numbered);
  const talk = new Talk({ numbered });
  const reporting = play(talk, [ALL, SEND], numbered);
  return {
    name: 'a stranger’s first report, from the invite',
    numbered,
    written: joining.written + reporting.written,
    messages: joining.messages + reporting.messages,
    questions: reporting.questions,
    bar: { written: 6 },
    isSent: talk.submitted.length === 1,
  };
}

type Count = Pick<Burden, 'written' | 'messages' | 'questions'>;

function play(talk: Talk, steps: readonly Step[], numbered: boolean): Count {
  let count: Count = { written: 0, messages: 0, questions: 0 };
  for (const step of steps) {
    const isTap = typeof step !== 'string' && !numbered;
    const answer = typeof step === 'string' ? talk.says(step) : choose(talk, step.tap, numbered);
    const written = isTap ? 0 : 1;
    count = {
      written: count.written + written,
      messages: count.messages + written + messagesOf(answer, numbered),
      questions: count.questions + questionsOf(answer),
    };
  }
  return count;
}

/** Buttons that a reminder shows. */
const REMINDER = { 'Không phát sinh': 'nil.1', 'Nhập từng mục': 'guide.1' } as const;

/** Taps a button, of the reminder where none was shown since; types the number of the choice where there are no buttons. */
function choose(talk: Talk, label: string, numbered: boolean): Answer {
  const ofReminder = label === 'Không phát sinh' || label === 'Nhập từng mục' ? REMINDER[label] : undefined;
  if (!numbered)
    return ofReminder && talk.labels.length === 0 ? talk.hears(taps(ofReminder)) : talk.taps(label);
  const token = talk.tokenOf(label) ?? '';
  return talk.says(String(talk.state().choices.indexOf(token) + 1));
}

const LIMITS = { buttons: 4096, numbered: 2000 } as const;

function messagesOf({ replies, state }: Answer, numbered: boolean): number {
  const clock = { at: context().now, zone: ZONE };
  const stage = numbered ? { ...clock, numbers: state.choices } : clock;
  return replies
    .flatMap((reply) => word(reply, stage))
    .reduce((sum, { text }) => sum + splitText(text, numbered ? LIMITS.numbered : LIMITS.buttons).length, 0);
}

function questionsOf({ reply }: Answer): number {
  if (reply.kind === 'questions') return reply.asked.length;
  return ['question', 'unusual', 'unusual-nil', 'which-duty'].includes(reply.kind) ? 1 : 0;
}
