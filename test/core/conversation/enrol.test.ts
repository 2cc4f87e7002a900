import { describe, expect, it } from 'vitest';
import type { InviteLookup } from '../../../src/core/conversation/context.ts';
import { inviteId, personId } from '../../../src/core/ids.ts';
import { context, Talk, taps } from '../../support/conversation.ts';

const { person } = context();
const stranger = (invite: InviteLookup = { kind: 'none' }, codesRefused = false) =>
  new Talk({ person: null, posts: [], invite, codesRefused });

function invited(): InviteLookup {
  if (!person) throw new Error('the test context has a person');
  return { kind: 'open', invite: inviteId(7), person, posts: context().posts };
}

describe('a stranger', () => {
  it.each(['hg 5/6', '/trangthai', 'Đồng ý', '/roi', ''])('%j gets one polite line and no data', (text) => {
    const { replies, effects, text: words } = stranger().says(text);
    expect(replies.map((reply) => reply.kind)).toEqual(['stranger']);
    expect(effects).toEqual([]);
    expect(words).not.toContain('Bình Minh');
  });

  it('who taps a button of somebody else’s gets the same line', () => {
    expect(stranger().hears(taps('send.1.abc')).reply.kind).toBe('stranger');
    expect(stranger().hears(taps('agree')).reply.kind).toBe('stranger');
  });

  it.each([
    [{ kind: 'wrong', before: 0 }, 'code-wrong', ['count-wrong-code']],
    [{ kind: 'wrong', before: 9 }, 'code-wrong', ['count-wrong-code', 'notify']],
    [{ kind: 'wrong', before: 10 }, 'code-wrong', ['count-wrong-code']],
    [{ kind: 'expired' }, 'code-expired', []],
    [{ kind: 'used' }, 'code-used', []],
  ] as const)('with a code that is %j is told so', (invite, kind, effects) => {
    const said = stranger(invite).says('C7KPT4XNRH');
    expect(said.reply.kind).toBe(kind);
    expect(said.effects.map((effect) => effect.kind)).toEqual(effects);
  });

  it('with too many wrong codes is refused even with a right one', () => {
    expect(stranger(invited(), true).says('C7KPT4XNRH').reply.kind).toBe('codes-refused');
  });
});

describe('an invited person', () => {
  it.each(['Đồng ý', 'dong y', 'ok', 'đồng ý ạ', '[Đồng ý]'])('%s links the chat', (yes) => {
    const joining = stranger(invited());
    joining.says('C7KPT4XNRH');
    const { reply, effects } = yes.startsWith('[') ? joining.taps('Đồng ý') : joining.says(yes);
    expect(reply.kind).toBe('welcome');
    expect(effects).toMatchObject([{ kind: 'link-chat', invite: 7 }]);
  });

  it.each(['không đồng ý', 'không', '[Không đồng ý]'])('%s links nothing', (no) => {
    const joining = stranger(invited());
    joining.says('C7KPT4XNRH');
    const { reply, effects } = no.startsWith('[') ? joining.taps('Không đồng ý') : joining.says(no);
    expect(reply.kind).toBe('consent-declined');
    expect(effects).toEqual([]);
  });

  it.each(['đây là gì vậy', 'hg 5/6', 'em nộp chưa'])(
    '%s is no consent: the request is shown again',
    (other) => {
      const joining = stranger(invited());
      joining.says('C7KPT4XNRH');
      const { reply, effects } = joining.says(other);
      expect(reply.kind).toBe('consent-request');
      expect(effects).toEqual([]);
    },
  );

  it('reads who asks, what is kept, why, how long, who sees it, and how to take it back', () => {
    const { text } = stranger(invited()).says('C7KPT4XNRH');
    for (const part of [
      'Võ Minh Nhựt',
      'Ban Dân vận Huyện ủy và UBND huyện',
      'họ tên, chức danh, đơn vị, số điện thoại, tài khoản nhắn tin',
      'chỉ để',
      'xem được',
      '30 ngày',
      'xem, sửa, trích xuất, xóa',
      '/roi',
      'Đồng ý',
    ])
      expect(text).toContain(part);
    expect(text.length).toBeLessThan(1000);
  });
});

describe('someone who has just joined', () => {
  it('is offered to practise, by button and by word', () => {
    const joining = stranger(invited());
    joining.says('C7KPT4XNRH');
    const { text, reply } = joining.says('Đồng ý');
    expect(text).toContain('Gõ “tập” để làm thử mà không tính');
    expect(reply.offers.flat().map(({ label }) => label)).toEqual(['practice']);
  });
});

describe('a linked person who sends a code', () => {
  it('of their own is told that they are linked', () => {
    expect(new Talk({ invite: invited() }).says('C7KPT4XNRH').reply.kind).toBe('already-linked');
  });

  it('of another person changes nothing', () => {
    const invite = invited();
    if (invite.kind !== 'open') throw new Error('the invite is open');
    const other = { ...invite, person: { ...invite.person, id: personId(99) } };
    const { reply, effects } = new Talk({ invite: other }).says('C7KPT4XNRH');
    expect(reply.kind).toBe('code-for-someone-else');
    expect(effects).toEqual([]);
  });

  it('and taps an old [Đồng ý] is told that they are linked', () => {
    expect(new Talk().hears(taps('agree')).reply.kind).toBe('already-linked');
  });
});
