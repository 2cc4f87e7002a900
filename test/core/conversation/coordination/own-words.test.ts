import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../src/core/conversation/context.ts';
import type { OwnWord } from '../../../../src/core/dictionary/own-word.ts';
import { unitAliasId } from '../../../../src/core/ids.ts';
import { at, context, Talk } from '../../../support/conversation.ts';
import { tuan } from '../../../support/forms.ts';

const HGXC: OwnWord = {
  id: unitAliasId(7),
  unit: { code: 'binh-minh', name: 'Xã Bình Minh' },
  form: tuan,
  accepted: [],
  words: 'hgxc',
  field: 'mediation',
  reports: 3,
  state: 'proposed',
  decidedBy: null,
  decidedAt: null,
};
const ELSEWHERE: OwnWord = {
  ...HGXC,
  id: unitAliasId(8),
  unit: { code: 'tan-thuan', name: 'Xã Tân Thuận' },
};
const ACCEPTED = { state: 'accepted', decidedBy: 'Ngô Thị Cẩm Tú', decidedAt: at('24/8 8:00') } as const;

/** A contact who coordinates as well, so that reports and words meet in one chat. */
function coordinator(words: readonly OwnWord[], changes: Partial<Context> = {}): Talk {
  const post = { title: 'Chuyên viên', place: 'UBND huyện', unit: null, body: null } as const;
  return new Talk({
    posts: [...context().posts, { ...post, role: 'coordinator' }],
    looked: { kind: 'own-words', words, heard: [] },
    ...changes,
  });
}

describe('a coordinator of words', () => {
  it('picks from the list by number where there are no buttons', () => {
    const talk = coordinator([HGXC, ELSEWHERE], { numbered: true });
    const { text } = talk.says('từ riêng');
    expect(text).toContain('1. Nhận từ hgxc của xã Bình Minh');
    expect(text).toContain('4. Không nhận từ hgxc của xã Tân Thuận');
    talk.says('4');
    expect(talk.ownWords).toEqual([
      { kind: 'decide-own-word', word: ELSEWHERE.id, from: 'proposed', to: 'declined' },
    ]);
  });

  it('is asked whose word is meant, and decides on one of them', () => {
    const talk = coordinator([HGXC, ELSEWHERE]);
    expect(talk.says('nhận từ hgxc').text).toContain('Từ này của đơn vị nào ạ?');
    expect(talk.ownWords).toEqual([]);
    talk.taps('Nhận từ hgxc của xã Tân Thuận');
    expect(talk.ownWords).toMatchObject([{ word: ELSEWHERE.id, to: 'accepted' }]);
  });

  it('is told what another decided, and decides nothing over it', () => {
    const talk = coordinator([{ ...HGXC, ...ACCEPTED }]);
    expect(talk.says('không nhận từ hgxc của binh-minh').text).toContain(
      'Đồng chí Ngô Thị Cẩm Tú đã nhận từ “hgxc” của xã Bình Minh là Hòa giải ở cơ sở',
    );
    expect(talk.says('nhận từ hgxc của binh-minh').reply.kind).toBe('own-word-decided');
    expect(talk.ownWords).toEqual([]);
  });

  it('is refused a word that the form came to know', () => {
    const fields = tuan.fields.map((field) =>
      field.code === 'complaints' ? { ...field, aliases: [...field.aliases, 'hgxc'] } : field,
    );
    const talk = coordinator([{ ...HGXC, form: { ...tuan, fields } }]);
    expect(talk.says('nhận từ hgxc của binh-minh').text).toContain('Chưa nhận được từ “hgxc”');
    expect(talk.labels).toEqual(['Không nhận từ hgxc của xã Bình Minh']);
    expect(talk.ownWords).toEqual([]);
  });

  it('is told when no unit has such a word', () => {
    const talk = coordinator([HGXC]);
    expect(talk.says('bỏ từ hgxc của tan-thuan').text).toContain('Chưa có đơn vị nào dùng từ riêng “hgxc”');
  });

  it('decides for real in the middle of a practice, which goes on', () => {
    const talk = coordinator([HGXC]);
    talk.says('tập');
    expect(talk.state().practice).not.toBeNull();
    talk.says('nhận từ hgxc của binh-minh');
    expect(talk.ownWords).toMatchObject([{ to: 'accepted' }]);
    expect(talk.state().practice).not.toBeNull();
  });

  it('goes on with the open preview afterwards', () => {
    const talk = coordinator([HGXC]);
    talk.says('kn 1');
    talk.says('nhận từ hgxc của binh-minh');
    expect(talk.says('gửi').reply.kind).toBe('gaps');
  });
});

describe('other people', () => {
  it('are not asked about words, and write of them as they like', () => {
    const talk = new Talk();
    expect(talk.says('/tudien').reply.kind).toBe('not-for-this-role');
    expect(talk.says('nhận từ hgxc của binh-minh').reply.kind).not.toMatch(/^own-word/);
    expect(talk.ownWords).toEqual([]);
  });
});
