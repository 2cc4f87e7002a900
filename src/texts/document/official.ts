import { longMonth } from '../numbers.ts';

/** Fixed words of official documents. */
export const OFFICIAL = {
  recipients: 'Nơi nhận:',
  annex: (number: string) => `PHỤ LỤC${number}`,
  annexOf: (number: string, month: number, year: number, body: string) =>
    `(Kèm theo Báo cáo ${number.toLowerCase().slice(0, 1)}${number.slice(1)} ngày       tháng ${longMonth(month)} năm ${year} của ${body})`,
  placeAndDate: (place: string, month: number, year: number) =>
    `${place}, ngày       tháng ${longMonth(month)} năm ${year}`,
  /** What the official fills in. */
  unknown: '[…]',
} as const;
