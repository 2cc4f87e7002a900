import { Temporal } from 'temporal-polyfill';
import { parse } from '../../src/core/parsing/parse.ts';
import { sampleForm } from '../../src/core/sample/form.ts';
import type { Figure } from './figure.ts';

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
const ROUNDS = 5_000;
const CRAFTED_LENGTH = 65_536;

/** Ordinary messages a second on one core, and the slowest of some crafted ones of 64 KiB. */
export function measureParsing(): readonly Figure[] {
  const form = sampleForm();
  const options = { today: Temporal.PlainDate.from('2026-11-25') };
  const run = (rounds: number): number => {
    const begun = performance.now();
    for (let round = 0; round < rounds; round += 1) for (const text of MESSAGES) parse(text, form, options);
    return (rounds * MESSAGES.length) / ((performance.now() - begun) / 1000);
  };
  run(ROUNDS / 10);
  const perSecond = run(ROUNDS);
  const crafted = ['5/', 'hg ', 'khieu nai ', '1.', 'năm trăm ', '((((', 'à nhầm ', 'x', '\n', 'hg5/6,'].map(
    (piece) => {
      const text = piece.repeat(Math.ceil(CRAFTED_LENGTH / piece.length)).slice(0, CRAFTED_LENGTH);
      parse(text, form, options);
      const begun = performance.now();
      parse(text, form, options);
      return performance.now() - begun;
    },
  );
  return [
    ['messages parsed a second, one core', perSecond.toFixed(0)],
    ['slowest crafted message of 64 KiB', `${Math.max(...crafted).toFixed(1)} ms`],
  ];
}
