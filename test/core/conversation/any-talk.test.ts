import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findField } from '../../../src/core/forms/definition.ts';
import { PRACTICE } from '../../../src/core/conversation/practice/practice.ts';
import { checkValue } from '../../../src/core/forms/values.ts';
import { obligationId } from '../../../src/core/ids.ts';
import type { InboundMessage } from '../../../src/core/messages.ts';
import { duty, FULL, past, says, shows, Talk, taps, week } from '../../support/conversation.ts';
import { tuan } from '../../support/forms.ts';

/** Texts that say yes or name a way of sending; nothing else may send. */
const CONSENTING = [
  'gửi',
  'ok',
  'đúng',
  'vâng',
  'có',
  'không phát sinh',
  'gửi thiếu',
  'còn lại không',
] as const;
const OTHER = [
  'không',
  'chưa',
  'hủy',
  'bỏ',
  'sửa',
  'kps riêng kn 2',
  'hg 5/6',
  'hg 6/5',
  'kn 250',
  'kn khoảng 3',
  'tthc 98%',
  '1',
  '2',
  '3',
  '5',
  '5/6',
  '2; 35; 5/6',
  'Đơn khiếu nại mới: 1\nTiếp công dân:\nHòa giải ở cơ sở: /',
  '-1',
  'thêm 1 đơn nữa',
  'kn thêm 2',
  'như tuần trước',
  'tuần trước hg 3/3',
  'tuần 20 kn 1',
  'từng mục',
  'bỏ qua',
  'quay lại',
  'xem lại',
  'bổ sung',
  'em nộp chưa',
  'mai em gửi',
  'xin nộp trễ đến thứ 2, mạng yếu',
  'xin mở lại báo cáo tuần trước để sửa kn',
  'xin mở lại',
  'nghỉ đến 25/8, đ/c Lan thay',
  'em đi làm lại rồi',
  '/nhapthay binh-minh hg 5/6',
  'cảm ơn',
  '👍',
  '',
  'kk: đường xấu',
  `kk: ${'xa '.repeat(500)}`,
  'xyz',
  '/roi',
  '/bo',
  '/trangthai',
  '/huongdan',
  '/start',
  'giữ lại',
  'cả báo cáo',
  'các mục còn lại',
  'nhập lại',
  'tập',
  'thôi tập',
] as const;
const SENDING = /^(?:send|gapnil|gapsend)\./;

type Step =
  | { readonly kind: 'say'; readonly text: string; readonly phone: string }
  | { readonly kind: 'show'; readonly files: number; readonly text: string; readonly phone: string }
  /** Any button that any phone was ever shown. */
  | { readonly kind: 'tap'; readonly nth: number; readonly phone: string }
  | { readonly kind: 'wait'; readonly hours: number };

const phone = fc.constantFrom('own', 'deputy');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      text: fc.constantFrom(...OTHER, ...CONSENTING),
      phone,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('show' as const),
      files: fc.integer({ min: 1, max: 9 }),
      text: fc.constantFrom(...OTHER, ...CONSENTING),
      phone,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tap' as const), nth: fc.nat(40), phone }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  },
);

function messageOf(one: Exclude<Step, { kind: 'wait' }>, token: string): InboundMessage {
  if (one.kind === 'tap') return taps(token);
  if (one.kind === 'say') return says(one.text);
  const names = Array.from(
    { length: one.files },
    (_, index) => `${index}.${index % 2 === 0 ? 'jpg' : 'pdf'}`,
  );
  return shows(names, { caption: one.text });
}

describe('any talk of two people about two reports', () => {
  it('is always answered, keeps only values that a report can hold, and sends on a clear word alone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.boolean(), (steps, numbered) => {
        const talk = new Talk({
          numbered,
          duties: [
            duty({ history: past(FULL, FULL, FULL, FULL) }),
            duty({ obligation: obligationId(2), period: week(35), history: past(FULL) }),
          ],
        }).clock('28/8 1:00');
        const shown: string[] = ['nil.1', 'guide.2'];
        let hour = 1;
        for (const one of steps) {
          if (one.kind === 'wait') {
            hour = Math.min(23, hour + one.hours);
            talk.clock(`28/8 ${hour}:00`);
            continue;
          }
          const number = one.kind === 'say' && numbered ? Number(one.text) : Number.NaN;
          const picked = talk.state(one.phone).choices[number - 1] ?? '';
          const token = one.kind === 'tap' ? (shown.at(-1 - (one.nth % shown.length)) ?? '') : picked;
          const said = talk.hears(messageOf(one, token), one.phone);
          shown.push(...said.reply.offers.flat().map((offer) => offer.token));
          expect(said.text).not.toBe('');
          expect(said.text.length).toBeLessThanOrEqual(4096);
          for (const effect of said.effects) {
            expect(JSON.stringify(effect)).not.toContain(`"obligation":${PRACTICE}`);
            const stored =
              effect.kind === 'submit-report'
                ? effect.submission
                : effect.kind === 'save-draft'
                  ? effect.draft
                  : undefined;
            for (const [code, value] of Object.entries(stored?.values ?? {})) {
              const field = findField(tuan, code);
              expect(field && checkValue(field, value)).toBeUndefined();
            }
            if (effect.kind !== 'submit-report') continue;
            expect(one.kind === 'tap' ? [token] : CONSENTING).toSatisfy(
              (words: readonly string[]) =>
                SENDING.test(token) || (one.kind !== 'tap' && words.includes(one.text)),
            );
          }
          for (const obligation of [1, 2]) expect(talk.files(obligation).length).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 300 },
    );
  });
});
