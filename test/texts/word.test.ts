import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { choiceToken } from '../../src/core/conversation/choices.ts';
import { obligationId } from '../../src/core/ids.ts';
import { plainText } from '../../src/core/messages.ts';
import type { Label, Reply } from '../../src/core/replies.ts';
import { word } from '../../src/texts/word.ts';
import { ZONE } from '../support/conversation.ts';
import { about, HUGE, LONG, moment } from '../support/extremes.ts';
import { EXAMPLES, replies } from '../support/replies.ts';

const said = (reply: Reply) =>
  word(reply, { at: moment, zone: ZONE }).map((message) => plainText(message.text));

describe('every reply, at its longest', () => {
  it.each(replies.map((reply, index) => [`${reply.kind} ${index}`, reply] as const))('%s', (_, reply) => {
    for (const text of said(reply)) {
      expect(text.trim()).not.toBe('');
      expect(text.length).toBeLessThanOrEqual(4096);
      expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object|«»|  |\n\n|: \.|: $/);
      expect(text.isWellFormed()).toBe(true);
    }
  });

  it('is courteous: no exclamation mark, no English, no word of programmers', () => {
    for (const text of replies.flatMap(said)) {
      expect(text).not.toMatch(/[!]/);
      expect(text).not.toMatch(/\b(?:bot|error|token|database|server|draft|click|button|OK|chat|user)\b/i);
    }
  });

  it('writes a unit’s kind small inside a sentence and large at its beginning', () => {
    for (const text of replies.flatMap(said)) {
      for (const [place] of text.matchAll(/(?<=[\p{Ll},:;] )Thị trấn Vĩnh/gu)) expect(place).toBe('');
      for (const row of text.split('\n')) expect(row).not.toMatch(/^(?:• )?thị trấn/);
    }
  });
});

function dutyLabel(unit: string): string | undefined {
  const offer = {
    token: 'pick.1',
    label: { kind: 'duty', about: { ...about, unit: { code: 'x', name: unit } }, namesForm: false },
  } as const;
  return word({ kind: 'stayed', offers: [[offer]] }, { at: moment, zone: ZONE })[0]?.buttons[0]?.[0]?.text;
}

const labelOf = (code: string) => {
  const label = {
    kind: 'duty',
    about: { ...about, unit: { code: 'x', name: 'Xã Bình Minh' }, period: { ...about.period, code } },
    namesForm: true,
  } as const;
  const offers = [[{ token: 'pick.1', label }]];
  return word({ kind: 'stayed', offers }, { at: moment, zone: ZONE })[0]?.buttons[0]?.[0]?.text;
};

describe('the button of a report', () => {
  it('keeps the period where several forms are offered, and as much of the form as there is room for', () => {
    expect(labelOf('2012..2017')).toBe('Xã Bình Minh, giai đoạn 2012–2017');
    expect(labelOf('2017-W34')).toMatch(/^Xã Bình Minh, .+, tuần 34\/2017$/);
  });
});

describe('every button', () => {
  const labels: readonly Label[] = [
    'agree',
    'refuse',
    'send',
    'edit',
    'cancel',
    'drop',
    'keep',
    'nil',
    'nil-yes',
    'nil-no',
    'nil-all',
    'nil-rest',
    'guide',
    'skip',
    'back',
    'review',
    'usual',
    'unusual',
    'gap-nil',
    'gap-fill',
    'gap-send',
    'leave',
    'stay',
    'practice',
    'practice-end',
    'none-of-these',
    'reopen',
    'reopen-refuse',
    { kind: 'person', name: LONG, place: 'x' },
    { kind: 'late-cause', cause: 'waiting-for-figures' },
    { kind: 'own-word', decision: 'accept', words: 'hgxc', unit: null },
    { kind: 'own-word', decision: 'decline', words: 'hoa giai xom ap ben kia song', unit: about.unit.name },
    { kind: 'own-word', decision: 'withdraw', words: 'hgxc', unit: about.unit.name },
    { kind: 'open-until', until: Temporal.PlainDateTime.from('2017-12-25T16:00') },
    { kind: 'duty', about, namesForm: true },
    { kind: 'duty', about, namesForm: false },
    { kind: 'same', value: { part: HUGE, whole: HUGE } },
    { kind: 'value', value: { part: HUGE, whole: HUGE } },
    { kind: 'value', value: LONG },
    { kind: 'field', label: LONG },
    'drop-files',
    'drop-all-files',
    { kind: 'file', file: { name: LONG } },
    { kind: 'file', file: { photo: 20 } },
  ];

  it.each(labels.map((label) => [JSON.stringify(label).slice(0, 40), label] as const))(
    '%s fits',
    (_, label) => {
      const token = choiceToken('gapsend', obligationId(999_999_999_999_999), 'zzzzzzz-8');
      const [message] = word({ kind: 'stayed', offers: [[{ token, label }]] }, { at: moment, zone: ZONE });
      const [button] = message?.buttons.flat() ?? [];
      expect(button?.text.length).toBeGreaterThan(0);
      expect(button?.text.length).toBeLessThanOrEqual(40);
      expect(Buffer.byteLength(button?.token ?? '')).toBeLessThanOrEqual(64);
    },
  );

  it('of a choice between reports keeps unit and period readable', () => {
    expect(dutyLabel('Xã Bình Minh')).toBe('Xã Bình Minh, tuần 34/2017 (21/8–27/8)');
    expect(dutyLabel('Thị trấn Vĩnh Thuận')).toBe('Thị trấn Vĩnh Thuận, tuần 34/2017');
  });
});

describe('a receipt', () => {
  it('sets words apart from the label of their field, and a figure not', () => {
    const [, first] = EXAMPLES.receipt;
    if (!first) throw new Error('there are three receipts');
    const [text] = said(first);
    expect(text).toMatch(/Khó khăn, vướng mắc: \S/);
    expect(text).toMatch(/Hòa giải ở cơ sở \d/);
  });

  it('carries code, moment and whether it came in time', () => {
    const [, onTime, late] = EXAMPLES.receipt;
    if (!onTime || !late) throw new Error('there are three receipts');
    expect(said(onTime)[0]).toContain('thứ Sáu 25/8, 16:00, đúng hạn.\nMã: BC-2223');
    expect(said(late)[0]).toContain('thứ Sáu 25/8, 16:00, trễ 1 phút.\nMã: BC-2223');
  });
});
