import { field, weeklyForm } from './field.ts';

/** Vaccination: here "kn" abbreviates a text field, and "tồn", "hoãn" are labels. */
export const TIEM = weeklyForm('tiem', 'Báo cáo tiêm chủng', [
  field('doses', 'Mũi đã tiêm', 'Mấy mũi đã tiêm trong tuần?', 'integer', ['mũi tiêm', 'số mũi', 'mt']),
  field(
    'full',
    'Trẻ tiêm đủ mũi',
    'Số trẻ tiêm đủ / số trẻ trong diện?',
    'ratio',
    ['tiêm đủ', 'đủ mũi', 'tđ'],
    { target: 0.95 },
  ),
  field('reactions', 'Phản ứng sau tiêm', 'Mấy ca phản ứng sau tiêm?', 'integer', ['phản ứng', 'pust']),
  field('postponed', 'Hoãn tiêm', 'Mấy trẻ hoãn tiêm?', 'integer', ['hoãn tiêm', 'hoãn', 'ht']),
  field('sessions', 'Buổi tiêm', 'Mấy buổi tiêm?', 'integer', ['buổi tiêm', 'bt']),
  field(
    'stock',
    'Vắc xin còn tồn (liều)',
    'Còn tồn mấy liều vắc xin?',
    'integer',
    ['vắc xin tồn', 'vx tồn', 'tồn kho', 'còn tồn'],
    { aggregate: 'latest' },
  ),
  field('fridge', 'Tủ lạnh bảo quản', 'Tủ lạnh thế nào?', 'choice', ['tủ lạnh', 'tl'], {
    options: ['tốt', 'hỏng', 'đang sửa'],
  }),
  field('temperature', 'Nhiệt độ tủ (độ C)', 'Nhiệt độ tủ mấy độ?', 'decimal', ['nhiệt độ', 'nđ']),
  field('reasons', 'Lý do hoãn', 'Vì sao hoãn?', 'text', ['lý do hoãn', 'lý do', 'ld'], { required: false }),
  field('requests', 'Kiến nghị', 'Kiến nghị gì?', 'text', ['kiến nghị', 'đề xuất', 'kn', 'đx'], {
    required: false,
  }),
]);
