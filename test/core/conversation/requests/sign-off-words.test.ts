import { describe, expect, it } from 'vitest';
import { agrees, readSignOffWords } from '../../../../src/core/conversation/requests/sign-off-words.ts';

describe('the words of a head of the unit', () => {
  it.each([
    ['duyệt', ''],
    ['Duyệt.', ''],
    ['DUYET', ''],
    ['đã duyệt', ''],
    ['phê duyệt', ''],
    ['đồng ý duyệt', ''],
    ['tôi duyệt nhé', ''],
    ['duyệt báo cáo', ''],
    ['duyệt bc tuần 34', 'tuan 34'],
    ['duyệt xã Bình Minh', 'xa binh minh'],
    ['duyệt nhưng sửa kn 2', 'nhung sua kn 2'],
  ])('"%s" signs off, with “%s” left to read', (text, which) => {
    expect(readSignOffWords(text)).toEqual({ kind: 'approve', which });
  });

  it.each([
    ['trả lại', null, false],
    ['Trả lại.', null, true],
    ['tra lai', null, false],
    ['trả lại: kn sai', 'kn sai', true],
    ['trả lại báo cáo: thiếu ấp 3', 'thiếu ấp 3', true],
    ['tra lai, ly do: thieu ap 3', 'thieu ap 3', true],
    ['trả lại vì kn sai', 'vì kn sai', false],
    ['trả về – xem lại số hòa giải', 'xem lại số hòa giải', true],
    ['không duyệt', null, false],
    ['ko duyệt: số hg chưa đúng', 'số hg chưa đúng', true],
    ['chưa duyệt, còn thiếu ấp 3', 'còn thiếu ấp 3', true],
    ['trả lại: a\nb', 'a\nb', true],
    ['trả lại: kn sai'.normalize('NFD'), 'kn sai', true],
  ])('"%s" returns', (text, reason, isMarked) => {
    expect(readSignOffWords(text)).toEqual({ kind: 'return', reason, isMarked });
  });

  it('asks for what waits with a command of its own', () => {
    expect(readSignOffWords('/duyet')).toEqual({ kind: 'list' });
  });

  it.each([
    'gửi',
    'hg 5/6',
    '/tralai binh-minh kn sai',
    'trả lời',
    'đồng ý',
    'xét duyệt hồ sơ',
    'quay lại',
    '',
  ])('"%s" is none of them', (text) => {
    expect(readSignOffWords(text)).toBeUndefined();
  });

  it('agrees in clear words only', () => {
    expect(['đồng ý', 'Nhất trí ạ', 'tôi đồng ý'].map(agrees)).toEqual([true, true, true]);
    expect(['ok', 'có', 'không đồng ý', 'gửi'].map(agrees)).toEqual([false, false, false, false]);
  });
});
