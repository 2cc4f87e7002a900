/** What only a person can try on a live account: nobody has documented it, or sources disagree. */
export const LIVE_CHECKLIST = {
  title: 'Việc chỉ người thử được trên tài khoản thật (ghi lại kết quả, báo người bảo trì):',
  steps: [
    'Zalo Bot: nhắn liền năm tin, dừng dịch vụ nhắn tiếp năm tin rồi chạy lại: xem tin nào tới, theo thứ tự nào.',
    'Zalo Bot: khi gần hết 3.000 tin của tháng, xem tin đến có bị tính không và Zalo báo gì; mời người thứ 51 nhắn thử.',
    'Zalo OA: gửi một báo cáo, xem bản xem trước có nút không và bấm nút có được trả lời không; gói thấp chỉ có số thứ tự.',
    'Zalo OA: nhắn tới một người sau 48 giờ, trước 7 ngày kể từ tin cuối của họ: xem số dư hay gói bị trừ bao nhiêu.',
    'Zalo OA: nhắn một tin tới OA: hệ thống phải trả lời; nếu im lặng, xem dòng “signature” trong nhật ký.',
    'Zalo OA: chạy npx hai-chieu zalo login, dán lại địa chỉ đã dùng: ghi mã lỗi Zalo trả về.',
    'Zalo OA: gõ /word, /excel, /anh: mở được từng tệp trên điện thoại không.',
    'Tin mẫu theo UID: gửi thử trong giờ và sau 22 giờ: có tới không, lúc nào, có kêu không.',
    'Mở https://zalo.me/<mã OA>?text=thu trên Android, iPhone và máy tính: có vào đúng OA, có sẵn chữ “thu” không.',
    'Tin mẫu: nộp bài in từ npx hai-chieu zalo templates: ghi ngày được duyệt, hoặc lý do bị từ chối.',
  ],
} as const;
