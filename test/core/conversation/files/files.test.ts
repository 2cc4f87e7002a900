import { describe, expect, it } from 'vitest';
import { obligationId } from '../../../../src/core/ids.ts';
import {
  at,
  context,
  duty,
  FULL,
  sent,
  shows,
  TAN_THUAN,
  Talk,
  week,
} from '../../../support/conversation.ts';

const FULL_TEXT =
  'mh 2, duy trì 35, hg 5/6, kn 1, tc 0, gqđ 1/1, tthc 120/121, tiếp dân 12, đt 1, qcdc 2, gy 2, gs 1';
const otherUnit = () => duty({ obligation: obligationId(2), unit: TAN_THUAN });
const album = (name: string, caption = '') => shows([name], { album: 'x1', caption });
const begun = (...names: readonly string[]) => {
  const talk = new Talk();
  talk.says(FULL_TEXT);
  talk.shows(names);
  return talk;
};
const attached = (talk: Talk, obligation = 1) => talk.files(obligation).map(({ name }) => name);

describe('a photo with a caption', () => {
  it('is kept with the report that the caption tells, in one answer', () => {
    const talk = new Talk();
    const { replies, text } = talk.shows(['a.jpg'], { caption: 'hg 5/6, kn 1' });
    expect(replies.map(({ kind }) => kind)).toEqual(['preview']);
    expect(text).toContain('5/6');
    expect(text).toContain('Kèm 1 ảnh.');
    expect(attached(talk)).toEqual(['a.jpg']);
  });

  it('stays with the draft while the caption raises a question, and stands in the preview afterwards', () => {
    const talk = new Talk();
    expect(talk.shows(['a.jpg'], { caption: 'hg 6/5' }).replies.map(({ kind }) => kind)).toEqual([
      'question',
    ]);
    expect(talk.says('5/6').text).toContain('Kèm 1 ảnh.');
  });

  it('goes with the report that its caption sends', () => {
    const talk = new Talk({ duties: [duty()] });
    talk.says(FULL_TEXT);
    const { reply, effects } = talk.shows(['a.jpg', 'b.pdf'], { caption: 'gửi' });
    expect(reply).toMatchObject({ kind: 'receipt', files: { photos: 1, others: 1, pending: 2 } });
    expect(effects).toContainEqual(expect.objectContaining({ kind: 'attach-files', revision: 1 }));
    expect(talk.files().every((file) => file.sent)).toBe(true);
  });

  it('whose words hold no figure is kept, and the words are quoted', () => {
    const talk = new Talk();
    const { replies, text } = talk.shows(['a.jpg'], { caption: 'quang cảnh buổi làm việc' });
    expect(replies).toHaveLength(1);
    expect(text).toContain('Đã nhận 1 ảnh');
    expect(text).toContain('«quang cảnh buổi làm việc» chưa thấy số liệu');
    expect(attached(talk)).toEqual(['a.jpg']);
  });

  it('is kept beside a question about something else', () => {
    const talk = new Talk();
    const { replies } = talk.shows(['a.jpg'], { caption: 'em nộp chưa' });
    expect(replies.map(({ kind }) => kind)).toEqual(['files-taken', 'status']);
    expect(attached(talk)).toEqual(['a.jpg']);
  });

  it('is not kept where the caption is refused', () => {
    const talk = new Talk({ duties: [duty()] }).clock('30/8 9:00');
    const { replies } = talk.shows(['a.jpg'], { caption: 'tuần 34 hg 5/6' });
    expect(replies.map(({ kind }) => kind)).toEqual(['files-refused', 'locked']);
    expect(attached(talk)).toEqual([]);
  });

  it('under a mark of state secrets is not kept, nor are the others of its album', () => {
    const talk = new Talk();
    talk.says('hg 5/6');
    expect(talk.hears(album('1.jpg', 'Tài liệu MẬT')).reply.kind).toBe('secrecy-refused');
    const { replies, effects } = talk.hearsQuietly(album('2.jpg'));
    expect(replies).toEqual([]);
    expect(effects.map(({ kind }) => kind)).toEqual(['forget-message']);
    expect(attached(talk)).toEqual([]);
  });
});

describe('a photo alone', () => {
  it('before any figure begins the draft; the figures that follow find it there', () => {
    const talk = new Talk();
    const { text } = talk.shows(['a.jpg']);
    expect(text).toContain('Đã nhận 1 ảnh cho báo cáo xã Bình Minh, tuần 34/2017');
    expect(talk.labels).toEqual(['Không phát sinh', 'Nhập từng mục', 'Bỏ ảnh, tệp']);
    expect(talk.says('em nộp chưa').text).toContain('đang soạn, chưa gửi');
    expect(talk.says('hg 5/6').text).toContain('Kèm 1 ảnh.');
  });

  it.each(['ok', 'gửi', '[Gửi]'])(
    'while a preview is open leaves it open, so that “%s” still sends',
    (yes) => {
      const talk = new Talk();
      talk.says(FULL_TEXT);
      const { text } = talk.shows(['a.jpg']);
      expect(text).toContain('Đã nhận 1 ảnh');
      expect(text).toContain('bấm hoặc gõ “Gửi”');
      expect(talk.labels).toEqual(['Gửi', 'Sửa', 'Bỏ ảnh, tệp']);
      const { reply } = yes === '[Gửi]' ? talk.taps('Gửi') : talk.says(yes);
      expect(reply).toMatchObject({ kind: 'receipt', files: { photos: 1 } });
      expect(talk.files().every((file) => file.sent)).toBe(true);
    },
  );

  it('shows a preview again that another phone has changed since', () => {
    const talk = new Talk();
    talk.says(FULL_TEXT);
    talk.says('kn 2', 'deputy');
    expect(talk.shows(['a.jpg']).reply).toMatchObject({ kind: 'preview', files: { photos: 1 } });
  });

  it('leaves an open question open', () => {
    const talk = new Talk();
    talk.says('hg 6/5');
    expect(talk.shows(['a.jpg']).reply.kind).toBe('files-taken');
    expect(talk.says('5/6').reply).toMatchObject({ kind: 'preview', files: { photos: 1 } });
  });

  it('within the hour after sending belongs to the report that was sent, and changes no figure', () => {
    const talk = new Talk({ duties: [duty({ sent: sent(FULL) }), otherUnit()] }).clock('24/8 9:30');
    const { reply, text, effects } = talk.shows(['a.jpg']);
    expect(reply.kind).toBe('files-taken');
    expect(text).toContain('lưu cùng báo cáo đã gửi của xã Bình Minh');
    expect(effects).toEqual([expect.objectContaining({ kind: 'attach-files', obligation: 1, revision: 1 })]);
    expect(talk.submitted).toEqual([]);
  });

  it('that can be meant for several reports waits for the choice', () => {
    const talk = new Talk({ duties: [duty(), otherUnit()] });
    expect(talk.shows(['a.jpg']).reply.kind).toBe('which-duty');
    expect(talk.shows(['b.pdf']).reply.kind).toBe('which-duty');
    expect(talk.taps('Xã Tân Thuận, tuần 34/2017 (21/8–27/8)').text).toContain('Đã nhận 1 ảnh, 1 tệp');
    expect([attached(talk, 1), attached(talk, 2)]).toEqual([[], ['a.jpg', 'b.pdf']]);
  });

  it('waits together with words for the same choice', () => {
    const talk = new Talk({ duties: [duty(), otherUnit()] });
    talk.says('hg 5/6');
    talk.shows(['a.jpg']);
    expect(talk.taps('Xã Tân Thuận, tuần 34/2017 (21/8–27/8)').text).toContain('Kèm 1 ảnh.');
    expect(attached(talk, 2)).toEqual(['a.jpg']);
  });

  it('whose report is never chosen is let go, and that is said', () => {
    const talk = new Talk({ duties: [duty(), otherUnit()] });
    talk.shows(['a.jpg']);
    expect(talk.says('/bo').text).toContain('chưa được lưu');
    expect([...attached(talk, 1), ...attached(talk, 2)]).toEqual([]);
  });

  it('goes to the report that is begun rather than to one that is not', () => {
    const talk = new Talk({ duties: [duty(), otherUnit()] });
    talk.says('Tân Thuận hg 5/6');
    talk.says('/trangthai');
    talk.shows(['a.jpg']);
    expect(attached(talk, 2)).toEqual(['a.jpg']);
  });

  it('for a period that is locked says so', () => {
    const talk = new Talk({ duties: [duty({ period: week(33) })] });
    expect(talk.shows(['a.jpg']).text).toContain('1 ảnh chưa được lưu vì báo cáo đã khóa sổ');
    expect(attached(talk)).toEqual([]);
  });

  it('of someone who reports nothing is not kept', () => {
    const talk = new Talk({
      duties: [],
      posts: [{ role: 'leader', title: 'Trưởng Ban', place: 'Ban Dân vận', unit: null, body: null }],
    });
    expect(talk.shows(['a.jpg']).replies.map(({ kind }) => kind)).toEqual(['files-not-kept', 'help']);
  });
});

describe('an album, whose photos come as messages of their own', () => {
  it('is answered once', () => {
    const talk = new Talk();
    expect(talk.hears(album('1.jpg', 'hg 5/6')).text).toContain('Kèm loạt ảnh, tệp vừa gửi.');
    for (const name of ['2.jpg', '3.jpg']) expect(talk.hearsQuietly(album(name)).replies).toEqual([]);
    expect(attached(talk)).toEqual(['1.jpg', '2.jpg', '3.jpg']);
    expect(talk.says('xem lại').text).toContain('Kèm 3 ảnh.');
  });

  it('leaves the preview open, so that the next word sends', () => {
    const talk = new Talk();
    talk.says(FULL_TEXT);
    for (const name of ['1.jpg', '2.jpg']) talk.hearsQuietly(album(name));
    expect(talk.says('ok').reply).toMatchObject({ kind: 'receipt', files: { photos: 2 } });
  });

  it('stays together when its first photo sends the report', () => {
    const talk = new Talk();
    talk.says(FULL_TEXT);
    expect(talk.hears(album('1.jpg', 'gửi')).reply.kind).toBe('receipt');
    expect(talk.hearsQuietly(album('2.jpg')).replies).toEqual([]);
    expect(talk.files().map((file) => file.sent)).toEqual([true, true]);
  });

  it('waits together for the choice of a report, also what comes after the choice', () => {
    const talk = new Talk({ duties: [duty(), otherUnit()] });
    expect(talk.hears(album('1.jpg')).reply.kind).toBe('which-duty');
    expect(talk.hearsQuietly(album('2.jpg')).replies).toEqual([]);
    talk.taps('Xã Tân Thuận, tuần 34/2017 (21/8–27/8)');
    expect(talk.hearsQuietly(album('3.jpg')).replies).toEqual([]);
    expect(attached(talk, 2)).toEqual(['1.jpg', '2.jpg', '3.jpg']);
  });

  it('is a new one with another name', () => {
    const talk = new Talk();
    talk.hears(album('1.jpg'));
    expect(talk.hears(shows(['2.jpg'], { album: 'x2' })).reply.kind).toBe('files-taken');
  });

  it('that finds no room says so once', () => {
    const talk = new Talk();
    talk.shows(Array.from({ length: 19 }, (_, index) => `${index}.jpg`));
    talk.hears(album('a.jpg'));
    expect(talk.hears(album('b.jpg')).text).toContain('tối đa 20');
    expect(talk.hearsQuietly(album('c.jpg')).replies).toEqual([]);
    expect(attached(talk)).toHaveLength(20);
  });
});

describe('a file that cannot be kept', () => {
  it('for its size is refused at once, and the caption counts all the same', () => {
    const talk = new Talk();
    const { replies, text } = talk.shows(['a.pdf'], { caption: 'hg 5/6', sizeBytes: 11 * 1024 * 1024 });
    expect(replies.map(({ kind }) => kind)).toEqual(['files-refused', 'preview']);
    expect(text).toContain('«a.pdf» lớn hơn 10 MB');
    expect(attached(talk)).toEqual([]);
  });

  it('because it is a film is refused at once, the photo beside it is not', () => {
    const talk = new Talk();
    const { text } = talk.shows(['a.mp4', 'b.jpg']);
    expect(text).toContain('«a.mp4» thuộc loại không lưu được');
    expect(attached(talk)).toEqual(['b.jpg']);
  });

  it('because the report has twenty is refused', () => {
    const talk = new Talk();
    talk.shows(Array.from({ length: 20 }, (_, index) => `${index}.jpg`));
    const { replies } = talk.shows(['more.jpg']);
    expect(replies.map(({ kind }) => kind)).toEqual(['files-refused']);
    expect(attached(talk)).toHaveLength(20);
  });
});

describe('dropping files from the draft', () => {
  it.each(['xóa ảnh', 'Bỏ ảnh nhé', 'em xóa hình', 'xoa tep'])('“%s” drops the only one', (words) => {
    const talk = begun('a.jpg');
    expect(talk.says(words).reply).toMatchObject({ kind: 'files-dropped', left: { photos: 0 } });
    expect(attached(talk)).toEqual([]);
    expect(talk.says('gửi').reply).toMatchObject({ kind: 'receipt', files: { photos: 0 } });
  });

  it('asks which of several', () => {
    const talk = begun('a.jpg', 'danh sách.pdf', 'b.jpg');
    expect(talk.says('xóa ảnh').reply).toMatchObject({ kind: 'which-file' });
    expect(talk.labels).toEqual(['Bỏ ảnh 1', 'Bỏ ảnh 2', 'Bỏ tất cả ảnh, tệp']);
    talk.taps('Bỏ ảnh 2');
    expect(attached(talk)).toEqual(['a.jpg', 'danh sách.pdf']);
  });

  it.each([
    ['xóa ảnh 2', ['a.jpg', 'danh sách.pdf']],
    ['bỏ ảnh vừa gửi', ['a.jpg', 'danh sách.pdf']],
    ['xóa hết ảnh', ['danh sách.pdf']],
    ['bỏ tệp', ['a.jpg', 'b.jpg']],
    ['xóa hết ảnh và tệp', []],
    ['Bỏ tất cả ảnh, tệp', []],
    ['bỏ tệp «Danh sách.pdf»', ['a.jpg', 'b.jpg']],
  ] as const)('“%s” names it', (words, left) => {
    const talk = begun('a.jpg', 'danh sách.pdf', 'b.jpg');
    expect(talk.says(words).reply.kind).toBe('files-dropped');
    expect(attached(talk)).toEqual(left);
  });

  it('leaves what was sent as it is', () => {
    const talk = begun('a.jpg');
    talk.says('gửi');
    expect(talk.says('xóa ảnh').text).toContain('được giữ nguyên');
    expect(attached(talk)).toEqual(['a.jpg']);
  });

  it('happens with the draft, after a yes that names them', () => {
    const talk = begun('a.jpg');
    expect(talk.says('hủy').text).toContain('cả 1 ảnh kèm theo');
    talk.taps('Bỏ bản nháp');
    expect(attached(talk)).toEqual([]);
    expect(talk.draft()).toBeNull();
  });

  it('happens with a draft that holds nothing but files', () => {
    const talk = new Talk();
    talk.shows(['a.jpg']);
    expect(talk.says('/bo').reply.kind).toBe('cancel-question');
    talk.taps('Bỏ bản nháp');
    expect(attached(talk)).toEqual([]);
  });

  it('does not happen to the files of a report whose correction is dropped', () => {
    const talk = begun('a.jpg');
    talk.says('gửi');
    talk.says('kn 3');
    talk.shows(['b.jpg']);
    talk.says('hủy');
    talk.taps('Bỏ bản nháp');
    expect(attached(talk)).toEqual(['a.jpg', 'b.jpg']);
  });
});

describe('where a report is shown', () => {
  it('its files are counted', () => {
    const files = { photos: 2, others: 1, pending: 0 };
    const report = sent(FULL, { files });
    const talk = new Talk({ duties: [duty({ sent: report })] });
    expect(talk.says('/lichsu').text).toContain('kèm 2 ảnh, 1 tệp');
    const leader = new Talk({
      ...context(),
      duties: [],
      looked: {
        kind: 'report',
        unit: TAN_THUAN,
        found: { formName: 'x', fields: [], period: week(34), obligation: obligationId(1), sent: report },
      },
    });
    expect(leader.says('/xem tan-thuan').text).toContain('Kèm 2 ảnh, 1 tệp.');
  });

  it('the receipt says how many are still being fetched', () => {
    const talk = new Talk({ now: at('24/8 9:00') });
    talk.shows(['a.jpg', 'b.jpg'], { caption: FULL_TEXT });
    expect(talk.says('gửi').text).toContain('Kèm 2 ảnh, còn 2 đang tải về; nếu không tải được');
  });
});
