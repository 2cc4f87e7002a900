import { describe, expect, it } from 'vitest';
import { readStandInAnswer } from '../../../src/core/organization/stand-in-words.ts';

describe('the answer of who is named as a stand-in', () => {
  it.each([
    'Xác nhận làm thay',
    'nhận làm thay',
    'nhận thay',
    'dạ em nhận lời thay ạ',
    'đồng ý làm thay đ/c Nhựt',
    'em đồng ý thay cho anh Nhựt nhé',
    'dạ em thay được',
    'OK em làm thay được ạ',
    'toi nhan lam thay',
  ])('agrees: %s', (text) => {
    expect(readStandInAnswer(text)).toEqual({ answer: 'agreed', names: true });
  });

  it.each([
    'Không thay được',
    'em bận không thay được ạ',
    'không thể làm thay được',
    'ko nhận thay',
    'từ chối làm thay đ/c Nhựt',
    'tuần này em bận, không làm thay được đâu ạ',
    'khong dong y thay',
  ])('declines: %s', (text) => {
    expect(readStandInAnswer(text)).toEqual({ answer: 'declined', names: true });
  });

  it.each([
    ['đồng ý', 'agreed'],
    ['dạ em nhất trí ạ', 'agreed'],
    ['không đồng ý', 'declined'],
    ['từ chối', 'declined'],
  ])('%s: %s, unless it means something else', (text, answer) => {
    expect(readStandInAnswer(text)).toEqual({ answer, names: false });
  });

  it.each([
    'không thấy được tin nhắn',
    'em không thấy',
    'ok',
    'không',
    'nghỉ đến 25/8, đ/c Lan thay',
    'hg 5/6, kn 1',
    'thay đổi trưởng ấp',
    'nhận thay mặt xã 3 đơn khiếu nại',
  ])('is no such answer: %s', (text) => {
    expect(readStandInAnswer(text)).toBeUndefined();
  });
});
