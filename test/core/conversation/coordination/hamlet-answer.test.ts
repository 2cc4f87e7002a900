import { describe, expect, it } from 'vitest';
import type { Hamlet } from '../../../../src/core/hamlets/hamlet.ts';
import { duty, says, Talk } from '../../../support/conversation.ts';
import { tuan } from '../../../support/forms.ts';

const form = { ...tuan, reporters: { kind: 'commune', sums: { kind: 'hamlet' } } };
const hamlets: readonly Hamlet[] = ['Ấp Bình Minh', 'Ấp Một', 'Ấp Hai'].map((name, index) => ({
  unit: { code: `ap-${index}`, name },
  report: null,
  before: null,
}));
const talk = () => new Talk({ duties: [duty({ form, hamlets })] });
const forwarded = (text: string) => ({ ...says(text), kind: 'text', text, forwarded: true }) as const;

describe('what hamlets told, passed on by the commune’s contact', () => {
  it('is kept for the hamlet with who said it, and answered with who is missing', () => {
    const phone = talk();
    const said = phone.says('ấp Bình Minh: hg 2/2, kn 0 (chị Mai báo)');
    expect(said.text).toBe(
      'Đã ghi Ấp Bình Minh (chị Mai báo): Hòa giải ở cơ sở 2/2; Đơn khiếu nại mới 0.\n1/3 ấp đã gửi, thiếu ấp Một, ấp Hai.',
    );
    expect(phone.answers).toMatchObject([
      {
        unit: 'ap-0',
        informant: 'chị Mai báo',
        nil: false,
        values: { complaints: 0, mediation: { part: 2, whole: 2 } },
      },
    ]);
    expect(phone.labels).toEqual(['Dùng số các ấp']);
    expect(phone.draft()).toBeNull();
  });

  it('may be of several hamlets, one of them with nothing', () => {
    const phone = talk();
    phone.says('Ấp Một: kn 2\nẤp Hai: không phát sinh');
    expect(phone.answers).toMatchObject([
      { unit: 'ap-1', nil: false, values: { complaints: 2 } },
      { unit: 'ap-2', nil: true, values: {} },
    ]);
  });

  it('is never guessed: what is in doubt is quoted and not kept', () => {
    const phone = talk();
    const said = phone.says('ấp Một: kn 2, hg 6/5');
    expect(said.text).toContain('Chưa rõ nên chưa ghi: «hg 6/5»');
    expect(phone.answers).toMatchObject([{ values: { complaints: 2 } }]);
  });

  it('leaves out the name of who complained', () => {
    const phone = talk();
    const said = phone.says('ấp Một: kn 1, khó khăn: ông Nguyễn Văn Tám số 0912345678 khiếu nại đất');
    expect(JSON.stringify(phone.answers)).not.toMatch(/Tám|0912345678/);
    expect(phone.answers).toHaveLength(1);
    expect(said.effects.map(({ kind }) => kind)).toContain('forget-words');
    expect(said.text).toContain('không được lưu');
  });

  it('is asked about once where a forwarded message names no hamlet', () => {
    const phone = talk();
    const asked = phone.hears(forwarded('hg 1/1, kn 3'));
    expect(asked.reply.kind).toBe('which-hamlet');
    expect(phone.labels).toEqual(['Ấp Bình Minh', 'Ấp Một', 'Ấp Hai', 'Xã Bình Minh']);
    phone.taps('Ấp Hai');
    expect(phone.answers).toMatchObject([{ unit: 'ap-2', values: { complaints: 3 } }]);
  });

  it('may be answered with a typed name, or be the commune’s own', () => {
    const typed = talk();
    typed.hears(forwarded('kn 3'));
    typed.says('ấp một');
    expect(typed.answers).toMatchObject([{ unit: 'ap-1', values: { complaints: 3 } }]);
    const own = talk();
    own.hears(forwarded('kn 3'));
    expect(own.taps('Xã Bình Minh').reply.kind).toBe('preview');
    expect(own.answers).toEqual([]);
  });

  it('is not what the contact writes of the commune, nor a text that was asked for', () => {
    const phone = talk();
    expect(phone.says('bình minh kn 3').reply.kind).toBe('preview');
    expect(phone.says('ấp Một chưa gửi').reply.kind).not.toBe('hamlet-answers');
    expect(phone.answers).toEqual([]);
  });

  it('is no matter for who reports of no hamlets', () => {
    const phone = new Talk({ duties: [duty()] });
    phone.hears(forwarded('ấp Một: kn 3'));
    expect(phone.answers).toEqual([]);
    expect(phone.draft()?.values).toMatchObject({ complaints: 3 });
  });
});
