import { describe, expect, it } from 'vitest';
import { readFileWords } from '../../../src/core/digest/file-wish.ts';

describe('words that ask for a digest as a file', () => {
  it.each([
    ['Gửi word', 'docx', ''],
    ['gui file word cho toi voi nhe', 'docx', ''],
    ['cho xin file excel', 'xlsx', ''],
    ['xuất excel nhé', 'xlsx', ''],
    ['tải bản docx tuần 34', 'docx', 'tuan 34'],
    ['file word tổng hợp tháng 8/2017', 'docx', 'thang 8 2017'],
    ['Ảnh tổng hợp', 'png', ''],
    ['gửi ảnh của bản tổng hợp tuần trước', 'png', 'tuan truoc'],
  ])('%s', (text, format, period) => {
    expect(readFileWords(text)).toEqual({ format, period });
  });

  it.each([
    // A photo that somebody is about to send, and words of a report.
    'ảnh',
    'gửi ảnh',
    'ảnh hội nghị',
    'kn 2, có file word đính kèm',
    'máy xã hỏng excel rồi',
    '/word',
    '',
  ])('%j asks for none', (text) => {
    expect(readFileWords(text)).toBeUndefined();
  });
});
