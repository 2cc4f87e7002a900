/** What is said, and what the first answer that matters says. */
export type Step = readonly [says: string, expected: RegExp];

export type Conversation = {
  /** Also the name of a commune on each channel. */
  readonly name: string;
  readonly steps: readonly Step[];
  /** Said on the Sunday of the week. */
  readonly onSunday?: readonly Step[];
  /** Said on the Monday after it, when the next report is owed too. */
  readonly onMonday?: readonly Step[];
  readonly stored: object;
  /** Only where choices are numbered. */
  readonly isNumbered?: true;
};

export const PREVIEW = /^Báo cáo xã [^]*Hòa giải/;
export const RECEIPT = /Đã nhận/;

/** Some 3,000 characters. */
const LONG = Array.from({ length: 120 }, (_, nth) => `xã thiếu kinh phí lần ${nth}`).join(', ');

/** Weekly reports that are told in words alone, so that they are the same on every channel. */
export const CONVERSATIONS: readonly Conversation[] = [
  {
    name: 'one message',
    steps: [
      ['hg 5/6, kn 1; khó khăn: thiếu kinh phí', PREVIEW],
      ['gửi', RECEIPT],
    ],
    stored: {
      revision: 1,
      nil: false,
      on_time: true,
      values: { mediation: { part: 5, whole: 6 }, complaints: 1, difficulties: 'thiếu kinh phí' },
    },
  },
  {
    name: 'by number',
    isNumbered: true,
    steps: [
      ['hg 5/6, kn 1; khó khăn: thiếu kinh phí', /^1\. Gửi/m],
      ['1', RECEIPT],
    ],
    stored: {
      revision: 1,
      values: { mediation: { part: 5, whole: 6 }, complaints: 1, difficulties: 'thiếu kinh phí' },
    },
  },
  {
    name: 'several messages',
    steps: [
      ['kn: 2', /Khiếu nại/],
      ['hòa giải 7/7', PREVIEW],
      ['GUI', RECEIPT],
    ],
    stored: { revision: 1, nil: false, values: { mediation: { part: 7, whole: 7 }, complaints: 2 } },
  },
  {
    name: 'nothing new',
    steps: [
      ['không phát sinh', /[Kk]hông phát sinh/],
      ['gửi', RECEIPT],
    ],
    stored: { revision: 1, nil: true },
  },
  {
    name: 'a correction',
    steps: [
      ['hg 1/1, kn 0', PREVIEW],
      ['gửi', RECEIPT],
      ['sửa kn 3', /3/],
      ['gửi', RECEIPT],
    ],
    stored: { revision: 2, values: { mediation: { part: 1, whole: 1 }, complaints: 3 } },
  },
  {
    name: 'a gap',
    steps: [
      ['hg 4/4', PREVIEW],
      ['gửi', /Chưa có số liệu/],
      ['không phát sinh', RECEIPT],
    ],
    stored: { revision: 1, nil: false, values: { mediation: { part: 4, whole: 4 }, complaints: 0 } },
  },
  {
    name: 'days between',
    steps: [['hg 2/2, kn 5', PREVIEW]],
    onSunday: [['gửi', RECEIPT]],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 2, whole: 2 }, complaints: 5 } },
  },
  {
    name: 'a gap for days',
    steps: [
      ['hg 4/4', PREVIEW],
      ['gửi', /Chưa có số liệu/],
    ],
    onSunday: [['không phát sinh', RECEIPT]],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 4, whole: 4 }, complaints: 0 } },
  },
  {
    // A bare number is a value here, whatever was numbered before.
    name: 'one by one',
    steps: [
      ['từng mục', /Hòa giải/],
      ['2/2', /Khiếu nại/],
      ['1', /./],
      ['xem lại', PREVIEW],
      ['gửi', RECEIPT],
    ],
    stored: { revision: 1, nil: false, values: { mediation: { part: 2, whole: 2 }, complaints: 1 } },
  },
  {
    name: 'a long message',
    steps: [
      [`hg 5/6, kn 1; khó khăn: ${LONG}`, /3\.\d{3} ký tự, tối đa 1\.000/],
      ['thiếu kinh phí', PREVIEW],
      ['gửi', RECEIPT],
    ],
    stored: {
      revision: 1,
      values: { mediation: { part: 5, whole: 6 }, complaints: 1, difficulties: 'thiếu kinh phí' },
    },
  },
  {
    name: 'staying and leaving',
    steps: [
      ['hg 3/3, kn 0', PREVIEW],
      ['rời khỏi kênh', /Rời khỏi kênh này/],
      ['ở lại', /./],
      ['gửi', PREVIEW],
      ['gửi', RECEIPT],
      ['rời khỏi kênh', /Rời khỏi kênh này/],
      ['rời', /./],
      ['sửa kn 9', /mã mời/],
    ],
    stored: { revision: 1, values: { mediation: { part: 3, whole: 3 }, complaints: 0 } },
  },
  {
    name: 'the week before',
    steps: [],
    onMonday: [
      ['tuần 49: hg 6/6, kn 4', PREVIEW],
      ['gửi', RECEIPT],
      ['tuần 50: hg 1/1, kn 1', PREVIEW],
      ['gửi', RECEIPT],
    ],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 6, whole: 6 }, complaints: 4 } },
  },
  {
    name: 'a number for days',
    isNumbered: true,
    steps: [['hg 2/2, kn 5', /^1\. Gửi/m]],
    onSunday: [['1', RECEIPT]],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 2, whole: 2 }, complaints: 5 } },
  },
  {
    // As words do, it means the older of two reports only when that has been shown again.
    name: 'a number for a week',
    isNumbered: true,
    steps: [['hg 2/2, kn 5', /^1\. Gửi/m]],
    onMonday: [
      ['1', PREVIEW],
      ['1', RECEIPT],
    ],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 2, whole: 2 }, complaints: 5 } },
  },
  {
    // Words mean the older of two reports only when it has been shown again.
    name: 'a week between',
    steps: [['hg 2/2, kn 5', PREVIEW]],
    onMonday: [
      ['gửi', PREVIEW],
      ['gửi', RECEIPT],
    ],
    stored: { revision: 1, on_time: false, values: { mediation: { part: 2, whole: 2 }, complaints: 5 } },
  },
];
