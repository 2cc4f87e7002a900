import type { FormDefinition } from '../../../src/core/forms/definition.ts';
import { field, weeklyForm } from './field.ts';

/** Harvest, monthly: areas and tonnes with decimals; "gs" is sowing here, not supervision, and "kn" is a text. */
export const MUA: FormDefinition = {
  ...weeklyForm('mua', 'Báo cáo sản xuất nông nghiệp', [
    field('planted', 'Diện tích gieo sạ (ha)', 'Gieo sạ được mấy ha?', 'decimal', [
      'gieo sạ',
      'xuống giống',
      'đã sạ',
      'dt gieo sạ',
      'gs',
    ]),
    field('harvested', 'Diện tích thu hoạch (ha)', 'Thu hoạch được mấy ha?', 'decimal', [
      'thu hoạch',
      'đã thu hoạch',
      'dt thu hoạch',
      'dtth',
    ]),
    field('output', 'Sản lượng (tấn)', 'Sản lượng mấy tấn?', 'decimal', ['sản lượng', 'sl']),
    field(
      'linked',
      'Hộ tham gia liên kết',
      'Số hộ liên kết / tổng số hộ trồng lúa?',
      'ratio',
      ['liên kết', 'hộ liên kết', 'lk'],
      { target: 0.6 },
    ),
    field('training', 'Lớp tập huấn kỹ thuật', 'Số lớp đã mở / số lớp theo kế hoạch?', 'ratio', [
      'lớp tập huấn',
      'tập huấn kỹ thuật',
      'lth',
    ]),
    field(
      'coops',
      'Hợp tác xã đang hoạt động',
      'Mấy hợp tác xã đang hoạt động?',
      'integer',
      ['hợp tác xã', 'htx'],
      { aggregate: 'latest' },
    ),
    field('animals', 'Gia súc, gia cầm chết', 'Mấy con gia súc, gia cầm chết do dịch?', 'integer', [
      'gia súc chết',
      'gia cầm chết',
      'vật nuôi chết',
      'gsgc',
    ]),
    field('season', 'Vụ sản xuất', 'Đang làm vụ nào?', 'choice', ['vụ sản xuất', 'mùa vụ', 'vụ lúa'], {
      options: ['đông xuân', 'hè thu', 'thu đông'],
    }),
    field(
      'start',
      'Ngày bắt đầu thu hoạch',
      'Bắt đầu thu hoạch ngày nào?',
      'date',
      ['bắt đầu thu hoạch', 'ngày thu hoạch', 'bđth'],
      { required: false },
    ),
    field(
      'varieties',
      'Giống chủ lực',
      'Những giống lúa nào là chính?',
      'list',
      ['giống chủ lực', 'giống lúa', 'giống'],
      { required: false },
    ),
    field(
      'difficulties',
      'Khó khăn, vướng mắc',
      'Có khó khăn gì trong sản xuất?',
      'text',
      ['khó khăn', 'vướng mắc', 'kk', 'vm'],
      { required: false },
    ),
    field(
      'proposals',
      'Kiến nghị, đề nghị',
      'Kiến nghị gì với cấp trên?',
      'text',
      ['kiến nghị', 'đề nghị', 'đề xuất', 'kn', 'đx'],
      { required: false },
    ),
  ]),
  period: 'month',
  due: '17 16:00 or working day before',
  lock: '25 16:00',
  reminders: ['open', '-2wd 08:00', '-3h', '+1d 08:00 escalate'],
};
