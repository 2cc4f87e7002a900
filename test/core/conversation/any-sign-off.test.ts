import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { obligationId } from '../../../src/core/ids.ts';
import type { Context } from '../../../src/core/conversation/context.ts';
import { duty, says, Talk, TAN_THUAN, taps, week } from '../../support/conversation.ts';
import { CHAIRMAN, waiting } from '../../support/heads.ts';

const APPROVING = ['duyệt', 'da duyet', 'đồng ý duyệt', 'duyệt tuần 35', 'nhất trí', 'đồng ý'] as const;
const RETURNING = ['trả lại', 'tra lai: kn sai', 'không duyệt vì thiếu ấp 3', 'trả lại 2 đơn'] as const;
const OTHER = [
  '/duyet',
  '/trangthai',
  '/huongdan',
  '/bo',
  '/roi',
  'ở lại',
  'bỏ qua',
  'thôi',
  'gửi',
  'ok',
  'không',
  'duyệt nhưng sửa kn 2',
  'hg 5/6',
  'tập',
  'thôi tập',
  'thiếu ấp 3',
  '1',
  '2',
  '3',
  '',
  '👍',
] as const;

const POSTS: readonly Context['posts'][] = [
  CHAIRMAN.posts,
  [
    ...CHAIRMAN.posts,
    { role: 'contact', title: 'Cán bộ đầu mối', place: TAN_THUAN.name, unit: TAN_THUAN, body: null },
  ],
];

const step = fc.oneof(
  fc.record({ text: fc.constantFrom(...APPROVING, ...RETURNING, ...OTHER) }),
  /** Any button that was ever shown. */
  fc.record({ nth: fc.nat(30) }),
);

describe('any talk of a head of a unit about two reports', () => {
  it('is always answered, settles each report once, and only by a clear word or a tap', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (steps, numbered, shown, reports) => {
          const talk = new Talk({
            ...CHAIRMAN,
            posts: POSTS[reports ? 1 : 0] ?? [],
            duties: reports ? [duty({ obligation: obligationId(5), unit: TAN_THUAN })] : [],
            signOffs: [
              waiting({}, {}, shown),
              waiting({ obligation: obligationId(2), period: week(35) }, {}, shown),
            ],
            numbered,
          }).clock('28/8 9:00');
          const tokens = [
            'signapprove.1.1',
            'signreturn.2.1',
            'signapprove.1.9',
            'signnoreason.1.1',
            'signsee.2',
          ];
          let asked = false;
          for (const one of steps) {
            const before = talk.settled.length;
            const number = 'text' in one && numbered ? Number(one.text) : Number.NaN;
            const picked = talk.state().choices[number - 1] ?? '';
            const token = 'nth' in one ? (tokens.at(-1 - (one.nth % tokens.length)) ?? '') : picked;
            const said = talk.hears('nth' in one ? taps(token) : says(one.text));
            tokens.push(...said.reply.offers.flat().map((offer) => offer.token));
            expect(said.text).not.toBe('');
            const words = 'text' in one ? one.text : '';
            for (const { outcome } of talk.settled.slice(before)) {
              const isSaid =
                outcome === 'approved'
                  ? APPROVING.some((known) => known === words) || token.startsWith('signapprove')
                  : asked || RETURNING.some((known) => known === words) || token.startsWith('signreturn');
              expect(isSaid).toBe(true);
            }
            asked = talk.state().open.kind === 'return-reason';
          }
          const settled = talk.settled.map(({ obligation }) => obligation);
          expect(new Set(settled).size).toBe(settled.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
