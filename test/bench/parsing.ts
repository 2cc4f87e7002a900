import { Temporal } from 'temporal-polyfill';
import { parse } from '../../src/core/parsing/parse.ts';
import { sampleForm } from '../../src/core/sample/form.ts';
import { quantile, type Figure } from './figure.ts';

const MESSAGES = [
  'hg 5/6, kn 1, tthc 120/121, mh 2; khó khăn: thiếu kinh phí',
  'Hòa giải 5/6 vụ. Khiếu nại 1 đơn. TTHC 120/121 hồ sơ.',
  'tiep dan 12 luot, doi thoai 1 cuoc',
  'kps',
  'kn1 tc0',
  'Tuần này xã không có gì phát sinh, báo cáo đồng chí',
  'qcdc 3, đt 1, tcd 9',
  'à nhầm, hg 5/7 chứ ko phải 5/6',
];
const ROUNDS = 2_500;
const RUNS = 9;
const CRAFTED_LENGTH = 65_536;
const CRAFTED = [
  '5/', 'hg ', 'khieu nai ', '1.', 'năm trăm ', '((((', 'à nhầm ', 'x', '\n', 'hg5/6,', 'a1', 'kn\n', '5\n', '5 ', '0\n', '-1, ', '\t\n', "'",
  'a)', 'mai gửi ', 'khie61u1', 'khieu nia 1, ', 'x\u0301', '½\n', '1\tkn\t2\n', '> a\n', 'kk: a, ', '0912 ',
]; // prettier-ignore

/**
 * Ordinary messages a second on one core, of a process that has been at it for a while: the middle one of some runs; and the
 * slowest of crafted messages of 64 KiB, warm and when its like is first seen.
 */
export function measureParsing(): readonly Figure[] {
  const form = sampleForm();
  const options = { today: Temporal.PlainDate.from('2026-11-25') };
  const perSecond = (): number => {
    const begun = performance.now();
    for (let round = 0; round < ROUNDS; round += 1) for (const text of MESSAGES) parse(text, form, options);
    return (ROUNDS * MESSAGES.length) / ((performance.now() - begun) / 1000);
  };
  const runs = Array.from({ length: RUNS }, perSecond);
  const time = (text: string): number => {
    const begun = performance.now();
    parse(text, form, options);
    return performance.now() - begun;
  };
  const crafted = CRAFTED.map((piece) => {
    const text = piece.repeat(Math.ceil(CRAFTED_LENGTH / piece.length)).slice(0, CRAFTED_LENGTH);
    return { first: time(text), warm: Math.min(time(text), time(text)) };
  });
  return [
    ['messages parsed a second, one core', quantile(runs, 0.5).toFixed(0)],
    ['slowest crafted message of 64 KiB', `${Math.max(...crafted.map(({ warm }) => warm)).toFixed(1)} ms`],
    ['… at its first call', `${Math.max(...crafted.map(({ first }) => first)).toFixed(1)} ms`],
  ];
}
