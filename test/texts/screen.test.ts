import { describe, expect, it } from 'vitest';
import { clip, onOneLine, ROW_WIDTH, rowsOf } from '../../src/texts/screen.ts';

describe('the rows that a line takes', () => {
  it.each([
    ['', 1],
    ['x'.repeat(ROW_WIDTH), 1],
    ['x'.repeat(ROW_WIDTH + 1), 2],
    [`${'x'.repeat(20)} ${'y'.repeat(17)}`, 1],
    [`${'x'.repeat(20)} ${'y'.repeat(18)}`, 2],
    [`a ${'x'.repeat(ROW_WIDTH)} b`, 3],
    ['x'.repeat(3 * ROW_WIDTH), 3],
  ])('%j: %d', (line, rows) => {
    expect(rowsOf(line)).toBe(rows);
  });
});

describe('a text that is cut', () => {
  it('ends between words with an ellipsis', () => {
    expect(clip('thiếu kinh phí tổ chức', 16)).toBe('thiếu kinh phí…');
    expect(clip('thiếu kinh phí', 14)).toBe('thiếu kinh phí');
    expect(clip('x'.repeat(20), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('never ends in half a character', () => {
    expect(clip('12345😀90', 7)).toBe('12345…');
  });
});

describe('a text on one line', () => {
  it('has spaces for line breaks and keeps its own', () => {
    expect(onOneLine(' a  b\r\nc\td\u2028e ')).toBe('a  b c d e');
  });
});
