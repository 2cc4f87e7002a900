import type { Template, TemplateKind } from '../core/zalo-oa/templates.ts';

const READER = {
  ho_ten: { type: 'name', meaning: 'họ tên cán bộ nhận tin', example: 'Nguyễn Văn An', shortens: true },
} as const;

const REPORT = {
  ten_bao_cao: {
    type: 'label',
    meaning: 'tên mẫu báo cáo',
    example: 'Báo cáo tuần dân vận',
    shortens: true,
  },
  ky_bao_cao: { type: 'label', meaning: 'kỳ báo cáo', example: 'tuần 48/2026 (23/11–29/11)' },
} as const;

const BUTTON = 'Mở trang Zalo OA';

/** The texts to be approved. Changing one means a new approval: what was approved before stays as it was. */
export const TEMPLATES: Readonly<Record<TemplateKind, Template>> = {
  'nhac-han': {
    title: 'Nhắc gửi báo cáo <ky_bao_cao>',
    paragraphs: [
      'Kính gửi đồng chí <ho_ten>, hệ thống đang chờ <so_luong> báo cáo; báo cáo có hạn sớm nhất ở bảng dưới.',
      'Đồng chí nhắn vào đây để gửi số liệu hoặc xin gửi chậm.',
    ],
    table: [
      { label: 'Nội dung', value: '<ten_bao_cao>' },
      { label: 'Đơn vị', value: '<don_vi>' },
      { label: 'Hạn gửi', value: '<han_gui>' },
      { label: 'Tình trạng', value: '<tinh_trang>' },
    ],
    buttons: [BUTTON],
    params: {
      ...READER,
      ...REPORT,
      so_luong: { type: 'amount', meaning: 'số báo cáo hệ thống đang chờ', example: '1' },
      don_vi: { type: 'label', meaning: 'đơn vị phải báo cáo', example: 'Xã Bình Minh', shortens: true },
      han_gui: { type: 'date', meaning: 'giờ và ngày hết hạn', example: '16:00 27/11/2026' },
      tinh_trang: {
        type: 'label',
        meaning: 'kỳ mới mở, còn hạn hay quá hạn',
        example: 'chưa nhận, còn trong hạn',
      },
    },
  },
  'tong-hop': {
    title: 'Bản tổng hợp <ky_bao_cao> đã sẵn sàng',
    paragraphs: [
      'Kính gửi đồng chí <ho_ten>, đã có <so_luong> bản tổng hợp mới; bản thứ nhất ở bảng dưới.',
      'Đồng chí nhắn “tổng hợp” vào đây để đọc.',
    ],
    table: [
      { label: 'Nội dung', value: '<ten_bao_cao>' },
      { label: 'Nơi nhận', value: '<noi_nhan>' },
      { label: 'Đã báo cáo', value: '<da_nhan>' },
    ],
    buttons: [BUTTON],
    params: {
      ...READER,
      ...REPORT,
      so_luong: { type: 'amount', meaning: 'số bản tổng hợp mới', example: '1' },
      noi_nhan: {
        type: 'label',
        meaning: 'cơ quan nhận bản tổng hợp',
        example: 'Ban Dân vận Huyện ủy',
        shortens: true,
      },
      da_nhan: { type: 'label', meaning: 'số báo cáo đã nhận trên số phải có', example: '34/36 báo cáo' },
    },
  },
};
