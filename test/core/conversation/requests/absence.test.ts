import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../src/core/conversation/context.ts';
import { personId } from '../../../../src/core/ids.ts';
import type { NamedPerson } from '../../../../src/core/organization/match-person.ts';
import { at, Talk } from '../../../support/conversation.ts';

const colleague = (id: number, name: string, more: Partial<NamedPerson> = {}): NamedPerson => ({
  id: personId(id),
  name,
  units: ['binh-minh'],
  place: 'Xã Bình Minh',
  reportsFor: [],
  present: true,
  ...more,
});
const ME = colleague(1, 'Võ Minh Nhựt', { reportsFor: ['binh-minh'] });
const LAN = colleague(2, 'Trần Thị Lan');

/** Monday 21/8/2017. */
const monday = (people: readonly NamedPerson[] = [ME, LAN], more: Partial<Context> = {}) =>
  new Talk({ now: at('21/8 9:00'), looked: { kind: 'people', people }, ...more });

const day = (text: string) => Temporal.PlainDate.from(text);

describe('a contact who is away', () => {
  it('is kept with the stand-in, who is told; so are the coordinators', () => {
    const talk = monday();
    const { reply, text, effects } = talk.says('em nghỉ phép đến 25/8, đ/c Lan thay');
    expect(reply).toMatchObject({
      kind: 'absence-noted',
      from: day('2017-08-21'),
      until: day('2017-08-25'),
      standIn: { name: 'Trần Thị Lan', kind: 'asked' },
      reminded: ['Trần Thị Lan'],
    });
    expect(text).toContain('đến hết thứ Sáu 25/8');
    expect(text).toContain('đã được hỏi');
    expect(effects[0]).toMatchObject({ kind: 'note-absence', standInName: 'đ/c Lan', standIn: 2 });
    expect(talk.notified).toMatchObject([
      { to: { kind: 'coordinators-of' }, reply: { kind: 'absence-told', by: 'Võ Minh Nhựt' } },
      { to: { kind: 'person', person: 2 }, reply: { kind: 'stand-in-told', reports: false } },
    ]);
  });

  it('is told that a deputy goes on reporting', () => {
    const deputy = colleague(3, 'Lê Văn Tư', { reportsFor: ['binh-minh'] });
    const { reply, text } = monday([ME, LAN, deputy]).says('nghỉ đến 25/8, anh Tư thay');
    expect(reply).toMatchObject({ standIn: { kind: 'reports' }, reminded: ['Lê Văn Tư'] });
    expect(text).toContain('nộp báo cáo được tại đây');
  });

  it('goes on being reminded where nobody else can be', () => {
    const { reply, text } = monday([ME]).says('nghỉ đến 25/8, đ/c Hùng thay');
    expect(reply).toMatchObject({ standIn: { name: 'đ/c Hùng', kind: 'unknown' }, reminded: [] });
    expect(text).toContain('tin nhắc vẫn gửi cho đồng chí');
    expect(monday([ME, { ...LAN, present: false }]).says('nghỉ đến 25/8, đ/c Lan thay').reply).toMatchObject({
      reminded: [],
    });
  });

  it('is asked which of two of one name; the absence counts meanwhile', () => {
    const talk = monday([ME, LAN, colleague(4, 'Ngô Thị Lan')]);
    const { reply, effects } = talk.says('nghỉ đến 25/8, đ/c Lan thay');
    expect(reply.kind).toBe('which-stand-in');
    expect(effects[0]).toMatchObject({ kind: 'note-absence', standIn: null });
    const chosen = talk.taps('Ngô Thị Lan (xã Bình Minh)');
    expect(chosen.effects[0]).toMatchObject({ kind: 'note-absence', standIn: 4, standInName: 'đ/c Lan' });
    expect(chosen.reply).toMatchObject({ standIn: { name: 'Ngô Thị Lan' } });
  });

  it('says it twice and is noted once', () => {
    const talk = monday();
    talk.says('nghỉ đến 25/8, đ/c Lan thay');
    expect(talk.says('nghỉ đến 25/8, đ/c Lan thay').effects).toEqual([]);
  });

  it('has a stand-in whose name is also a day', () => {
    const { reply } = monday([ME, colleague(5, 'Lê Thị Ngọc Mai')]).says('nghỉ đến 25/8, chị Ngọc Mai thay');
    expect(reply).toMatchObject({ standIn: { name: 'Lê Thị Ngọc Mai', kind: 'asked' } });
  });

  it('is asked until when', () => {
    expect(monday().says('em nghỉ, đ/c Lan thay').reply.kind).toBe('absence-unclear');
  });

  it('stands in the status, and ends by a word', () => {
    const talk = monday();
    talk.says('nghỉ đến 25/8, đ/c Lan thay');
    expect(talk.says('/trangthai').text).toContain('báo nghỉ đến hết thứ Sáu 25/8, người thay: Trần Thị Lan');
    expect(talk.says('em đi làm lại rồi').reply).toMatchObject({ kind: 'absence-ended', was: true });
    expect(talk.says('/trangthai').text).not.toContain('báo nghỉ');
    expect(talk.says('Đi làm lại').reply).toMatchObject({ was: false });
  });

  it.each(['em đi làm lại rồi', 'Hôm nay em trở lại làm việc ạ', 'het phep roi a', 'dạ em nghỉ xong rồi'])(
    'is back: "%s"',
    (text) => {
      expect(monday().says(text).reply.kind).toBe('absence-ended');
    },
  );
});
