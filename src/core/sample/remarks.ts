/** What invented contacts write; no names, no numbers of people. */
export const DIFFICULTIES: readonly string[] = [
  'Kinh phí hoạt động của các mô hình còn ít, chủ yếu vận động xã hội hóa',
  'Nhiều hộ đi làm ăn xa nên khó mời họp dân',
  'Cán bộ kiêm nhiệm nhiều việc, chưa xuống được hết các ấp',
  'Mưa kéo dài, đường vào ấp bị ngập nên phải dời cuộc họp dân',
  'Một số hồ sơ đất đai trễ hẹn do chờ trích lục',
  'Loa truyền thanh của hai ấp bị hỏng, chưa có kinh phí sửa',
  'Tổ hòa giải mới kiện toàn, thành viên còn ít kinh nghiệm',
];

export const PROPOSALS: readonly string[] = [
  'Đề nghị hỗ trợ kinh phí sửa loa truyền thanh ấp',
  'Đề nghị mở lớp tập huấn kỹ năng hòa giải cho tổ viên mới',
  'Đề nghị sớm trả kết quả trích lục để xã giải quyết hồ sơ đúng hẹn',
  'Đề nghị cấp thêm tài liệu tuyên truyền về dân chủ ở cơ sở',
  'Đề nghị khen thưởng mô hình tuyến đường tự quản của ấp',
];
