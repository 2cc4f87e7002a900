import { field, weeklyForm } from './field.ts';

/** Damage by floods: every type of field, words that dân vận never uses. */
export const LU = weeklyForm('lu', 'Báo cáo thiệt hại do lũ', [
  field('flooded', 'Nhà bị ngập', 'Mấy nhà bị ngập?', 'integer', ['nhà ngập', 'nhà bị ngập', 'nn']),
  field('damaged', 'Nhà sập, tốc mái', 'Mấy căn nhà sập, tốc mái?', 'integer', [
    'nhà sập',
    'tốc mái',
    'sập nhà',
  ]),
  field('evacuated', 'Di dời dân', 'Số hộ đã di dời / số hộ phải di dời?', 'ratio', [
    'di dời',
    'sơ tán',
    'dd',
  ]),
  field('injured', 'Người bị thương', 'Mấy người bị thương?', 'integer', ['bị thương']),
  field('dead', 'Người chết, mất tích', 'Mấy người chết, mất tích?', 'integer', ['chết', 'mất tích']),
  field('rice', 'Lúa ngập (ha)', 'Mấy ha lúa ngập?', 'decimal', ['lúa ngập', 'lúa', 'diện tích lúa']),
  field('shelters', 'Điểm sơ tán đang mở', 'Mấy điểm sơ tán đang mở?', 'integer', ['điểm sơ tán', 'đst'], {
    aggregate: 'latest',
  }),
  field('water', 'Mực nước', 'Nước đang lên, đứng hay rút?', 'choice', ['mực nước', 'nước'], {
    options: ['đang lên', 'đứng', 'đang rút'],
  }),
  field('landslide', 'Ngày sạt lở gần nhất', 'Sạt lở ngày nào?', 'date', ['ngày sạt lở', 'sạt lở'], {
    required: false,
  }),
  field(
    'roads',
    'Đường bị chia cắt',
    'Những tuyến nào bị chia cắt?',
    'list',
    ['đường chia cắt', 'chia cắt'],
    {
      required: false,
    },
  ),
  field('needs', 'Nhu cầu hỗ trợ', 'Cần hỗ trợ gì?', 'text', ['nhu cầu', 'cần hỗ trợ', 'đề nghị', 'nc'], {
    required: false,
  }),
]);
