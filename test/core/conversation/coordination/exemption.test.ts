import { describe, expect, it } from 'vitest';
import type { Duty } from '../../../../src/core/conversation/context.ts';
import { obligationId } from '../../../../src/core/ids.ts';
import { BINH_MINH, COORDINATOR, duty, FULL, sent, Talk, taps, week } from '../../../support/conversation.ts';

const STORM = { reason: 'bão số 10' };

/** What the coordinator's chat knows of xã Bình Minh, as if the words had named it. */
function desk(changes: Partial<Duty> = {}, rest = '', ...others: readonly Duty[]): Talk {
  const duties = [duty({ entrusted: true, ...changes }), ...others];
  return new Talk({ ...COORDINATOR, duties, looked: { kind: 'units', units: [BINH_MINH], rest } });
}

const decided = (talk: Talk, text: string) => talk.says(text).effects;

describe('a coordinator', () => {
  it('sees what an exemption does, and confirms it', () => {
    const talk = desk();
    const shown = talk.says('miễn binh-minh: bão số 10');
    expect(shown.effects).toEqual([]);
    expect(shown.text).toBe(
      [
        'Miễn báo cáo xã Bình Minh, tuần 34/2017 (21/8–27/8). Lý do: «bão số 10».',
        'Đơn vị được báo, không bị nhắc nữa, và bản tổng hợp ghi được miễn kèm lý do này.',
        'Nếu đúng, đồng chí bấm hoặc gõ “Xác nhận”.',
      ].join('\n'),
    );
    expect(talk.labels).toEqual(['Xác nhận', 'Hủy']);
    const done = talk.taps('Xác nhận');
    expect(done.text).toBe('Đã miễn báo cáo xã Bình Minh, tuần 34/2017 (21/8–27/8) và báo cho đơn vị.');
    expect(done.effects).toMatchObject([
      { kind: 'decide-exemption', obligation: 1, reason: 'bão số 10' },
      {
        kind: 'notify',
        to: { kind: 'holders', role: 'contact', unit: 'binh-minh' },
        reply: { kind: 'exempted', by: 'Ngô Thị Cẩm Tú', reason: 'bão số 10' },
      },
    ]);
  });

  it.each([
    'Mien bao cao cho binh-minh: bão số 10',
    'miễn binh-minh; bão số 10',
    '/miễn binh-minh: bão số 10',
  ])('may say %j', (text) => {
    expect(desk().says(text).reply).toMatchObject({
      kind: 'exemption-preview',
      wish: { reason: 'bão số 10' },
    });
  });

  it('is asked for the reason', () => {
    const talk = desk();
    expect(talk.says('miễn binh-minh').reply.kind).toBe('exemption-reason');
    expect(talk.says('bão số 10').reply.kind).toBe('exemption-preview');
    expect(decided(talk, 'ok')).toMatchObject([{ kind: 'decide-exemption', reason: 'bão số 10' }, {}]);
  });

  it.each(['bỏ miễn binh-minh', 'thoi mien binh-minh', 'Hủy miễn báo cáo cho binh-minh'])(
    'takes it back with %j',
    (text) => {
      const talk = desk({ exempt: STORM });
      expect(talk.says(text).reply).toMatchObject({ kind: 'exemption-preview', wish: { kind: 'withdraw' } });
      expect(decided(talk, 'xác nhận')).toMatchObject([
        { kind: 'decide-exemption', reason: null },
        { kind: 'notify', reply: { kind: 'exemption-withdrawn' } },
      ]);
    },
  );

  it('changes nothing with [Hủy], nor with a button of another preview', () => {
    const talk = desk();
    talk.says('miễn binh-minh: bão');
    const old = talk.tokenOf('Xác nhận');
    talk.says('miễn binh-minh: lũ');
    expect(talk.hears(taps(old ?? '')).reply.kind).toBe('stale-choice');
    expect(talk.says('hủy').reply.kind).toBe('exemption-dropped');
    expect(decided(talk, 'xác nhận')).toEqual([]);
  });

  it('is shown the preview again where something was said in between', () => {
    const talk = desk();
    talk.says('miễn binh-minh: bão');
    talk.says('/huongdan');
    expect(talk.says('ok').reply.kind).toBe('exemption-preview');
    expect(decided(talk, 'ok')).toMatchObject([{ kind: 'decide-exemption' }, {}]);
  });

  it('hears that another was first', () => {
    const talk = desk();
    talk.says('miễn binh-minh: bão');
    talk.add(duty({ entrusted: true, exempt: { reason: 'bão' } }));
    expect(talk.taps('Xác nhận').text).toBe(
      'Báo cáo xã Bình Minh, tuần 34/2017 (21/8–27/8) đã được miễn với lý do này: «bão».',
    );
  });

  it('means the current period, or the one that is named', () => {
    const next = duty({ obligation: obligationId(2), period: week(35), entrusted: true });
    const current = desk({}, '', next);
    current.clock('28/8 9:00');
    expect(current.says('miễn binh-minh: bão').reply).toMatchObject({
      about: { period: { code: '2017-W35' } },
    });
    const named = desk({}, 'tuần 34', next);
    named.clock('28/8 9:00');
    expect(named.says('miễn binh-minh tuần 34: bão').reply).toMatchObject({
      about: { period: { code: '2017-W34' } },
    });
  });

  it('chooses among several forms', () => {
    const form = { ...duty().form, code: 'khac', name: 'Báo cáo khác' };
    const talk = desk({}, '', duty({ obligation: obligationId(2), entrusted: true, form }));
    expect(talk.says('miễn binh-minh: bão').reply.kind).toBe('which-exemption');
    const [label = ''] = talk.labels.slice(1);
    talk.taps(label);
    expect(decided(talk, 'xác nhận')).toMatchObject([{ obligation: 2, reason: 'bão' }, {}]);
  });

  it('is told that a report that came stays', () => {
    const talk = desk({ sent: sent(FULL) });
    expect(talk.says('miễn binh-minh: bão').text).toContain('báo cáo vẫn được giữ');
  });

  it('finds nothing of a unit whose reports are all locked', () => {
    const talk = desk({ period: week(32) });
    expect(talk.says('miễn binh-minh: bão').reply.kind).toBe('nothing-to-exempt');
  });
});

describe('a contact', () => {
  it('cannot exempt anybody', () => {
    expect(new Talk().says('miễn binh-minh: bão').effects.map(({ kind }) => kind)).not.toContain(
      'decide-exemption',
    );
  });
});
