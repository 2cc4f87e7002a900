/** What a known word or phrase can be; one phrase may be several things, and its place decides. */
export const Tag = {
  /** Politeness and small words: no meaning anywhere. */
  courtesy: 1,
  /** No meaning, and may stand between a label and its value. */
  glue: 1 << 1,
  /** Begins a remark: what follows in the clause is about the value, not a value. */
  remark: 1 << 2,
  counter: 1 << 3,
  /** Ends a message politely: no part of a text before it. */
  closing: 1 << 4,
  /** The whole of a nil report in one word: kps, bình thường. */
  nil: 1 << 5,
  rest: 1 << 6,
  /** Roles of the counts of a ratio. */
  part: 1 << 7,
  fail: 1 << 8,
  whole: 1 << 9,
  /** Between part and whole: trên, trong tổng số. */
  over: 1 << 10,
  approximate: 1 << 11,
  correct: 1 << 12,
  /** "sửa kn thành 3" */
  to: 1 << 13,
  confirm: 1 << 14,
  decline: 1 << 15,
  cancel: 1 << 16,
  help: 1 << 17,
  status: 1 << 18,
  due: 1 << 19,
  history: 1 << 20,
  same: 1 << 21,
  late: 1 << 22,
  /** Why a report is late, also without a request. */
  reason: 1 << 23,
  increment: 1 << 24,
  /** "chứ không phải 5/6": the value after it is the wrong one. */
  not: 1 << 25,
  /** Heads of names with a number: ấp 3, khoản 2. */
  ordinal: 1 << 26,
  /** A date may follow: ngày, từ, đến. */
  dateCue: 1 << 27,
  /** "đều", "cả": all of them, before or after a role. */
  all: 1 << 28,
  /** Known, but settles nothing: kept out of nil, labels and numbers. */
  plain: 1 << 29,
  /** Takes something out of a "none": trừ, riêng. */
  except: 1 << 31,
  /** A unit of administration whose proper name follows: xã Bình Minh. */
  place: 1 << 30,
} as const;

/** Phrases by what they are, parted by `|`; matched by longest match, without regard to case and missing diacritics. */
export const PHRASES: readonly (readonly [tags: number, phrases: string])[] = [
  [
    Tag.courtesy,
    `này|nì|kia|ấy|xin lỗi|em xin lỗi|quên|à quên|em quên|à|ờ|giùm|dùm|giúp em|em|e|anh|chị|chú|cô|bác|sếp|thầy|tôi|mình|tui|chúng tôi|bên em|
    bên mình|đồng chí|các đồng chí|đ/c|đc|dc|đ c|các đ/c|a/c|ac|kính gửi|kính gởi|kính thưa|kính|thưa|gửi|gởi|xin|xin phép|chào|xin chào|alo|báo cáo|bc|b/c|bcao|tuần|tháng|quý|kỳ|xin báo cáo|báo cáo nhanh|báo nhanh|báo số|báo số liệu|kính chuyển|tin nhắn chuyển tiếp|để đồng chí nắm|để đ/c nắm|để anh nắm|để chị nắm|để anh chị nắm|để các đồng chí nắm|để lãnh đạo nắm|để đồng chí biết|để anh biết|để chị biết|để đồng chí theo dõi|để anh theo dõi|để tổng hợp|gửi báo cáo|nộp báo cáo|
    cho em|cho mình|nộp|nộp bù|gửi bù|gì|j|vậy|z|dz|rồi|r|thì|mà|nào|hết|luôn|nữa|cả|ơi|đó|nè|nhen|nhá|nhỉ|hả|thôi ạ|chúc|sức khỏe|
    như sau|cụ thể|cụ thể như sau|sau đây|dưới đây|kết quả như sau|tình hình|ổn định|tình hình ổn định|an ninh trật tự|trên địa bàn|địa bàn|
    stt|tt|nội dung|đvt|đơn vị tính|ghi chú|chỉ tiêu|kết quả|kết quả thực hiện|số liệu|biểu mẫu|vd|ví dụ|ban dân vận|ban dân vận huyện ủy|huyện ủy|tỉnh ủy|thành ủy|thị ủy|đảng ủy xã|ban tuyên giáo và dân vận|ban xây dựng đảng|ban tuyên giáo|
    cộng hòa xã hội chủ nghĩa việt nam|độc lập tự do hạnh phúc|độc lập - tự do - hạnh phúc|đảng cộng sản việt nam|ủy ban nhân dân|ubnd|đảng ủy|mặt trận|
    trạm y tế|trạm y tế xã|đơn vị|trân trọng cảm ơn|xin cảm ơn|em cảm ơn|thưa đồng chí|cháu|để em|để|đi`,
  ],
  [
    Tag.courtesy | Tag.closing,
    `ạ|ah|nha|nhé|nhe|nghen|nghe|hen|hén|nhen|nhá|với ạ|cảm ơn|cám ơn|xin cảm ơn|em cảm ơn|cảm ơn nhiều|cảm ơn anh nhiều|cảm ơn chị nhiều|cảm ơn đồng chí nhiều|trân trọng|trân trọng cảm ơn|
    trân trọng báo cáo|trân trọng kính chào|xin trân trọng cảm ơn|hết ạ|là hết|hết rồi ạ|em cảm ơn anh|em cảm ơn chị|cảm ơn anh|cảm ơn chị|xin hết`,
  ],
  [
    Tag.glue,
    `gặp|tỷ lệ|tỉ lệ|chiếm|là|có|được|đc|đã|đang|mới|số|số lượng|số liệu|tổng|tổng số|tổng cộng|gồm|bao gồm|trong tuần|trong kỳ|trong tháng|trong quý|trong năm|hiện|hiện có|hiện nay|hiện tại|nay|
    phát sinh|xảy ra|ghi nhận|ra mắt|tổ chức|tổ chức được|thực hiện|thực hiện được|tiến hành|tham gia|xây dựng|triển khai|tiếp nhận được|đạt được|ở cơ sở|tại cơ sở|
    xã em|xã tôi|xã mình|bên xã|ở|tại|của|các|những|công tác|việc|về công tác|hoạt động|trong đó|cho|đơn thư|vụ việc|nhân dân|người dân|bà con|dân|công dân|thêm được|cũng|vẫn|chỉ có|chỉ|tốt|hiệu quả|có hiệu quả|thường xuyên|đều đặn|đầy đủ|kịp thời|hoạt động tốt|
    số vụ|số đơn|số lượt|số cuộc|số hồ sơ|số hộ|số người|số ca|số trẻ|mấy mục|mục`,
  ],
  [
    Tag.remark,
    `tăng|giảm|về|do|vì|bởi|tại vì|liên quan|liên quan đến|nguyên nhân|lý do|với|cùng|nhằm|để giải quyết|so với|so với tuần trước|so với kỳ trước|so với tháng trước|so với cùng kỳ|so tuần trước|cùng kỳ`,
  ],
  [Tag.glue | Tag.remark, `trong đó`],
  [
    Tag.glue | Tag.except,
    `chỉ khác|chỉ khác là|chỉ có khác|khác là|riêng|trừ|ngoài|ngoại trừ|chỉ riêng|trừ ra|tuy nhiên|nhưng|song`,
  ],
  [Tag.glue, `với nhân dân|với dân|với người dân|với bà con`],
  [
    Tag.counter,
    `vụ|đơn|lượt|lược|luợt|cuộc|cuôc|hồ sơ|hs|mô hình|văn bản|vb|đoàn|buổi|lần|người|trường hợp|th|ca|hội nghị|hn|lớp|đợt|hộ|nhà|căn|cái|chiếc|con|cây|trẻ|cháu|bé|liều|mũi|lượt người|
    vụ việc|dự thảo|bộ|ha|hecta|héc ta|hec ta|công|công đất|sào|mẫu|kg|ký|kí|tấn|tạ|yến|đồng|vnđ|vnd|triệu đồng|nghìn đồng|tỷ đồng|m|m2|m3|km|lít|độ|độ c|điểm|trạm|chốt|suất|phần|bao|thùng|
    đồng chí|ý kiến|bài|tin|câu|cán bộ|hội viên|đại biểu|đảng viên|hòa giải viên|kỳ|kì|vòng|khóa|giỏ|chai|lọ|hộp|xe|tàu|ghe|xuồng|em`,
  ],
  [Tag.nil, `kps|kcps|kopps|kocops|bình thường|nil|trắng|báo cáo trắng`],
  [
    Tag.rest,
    `còn lại|các mục còn lại|mục còn lại|phần còn lại|các mục khác|mục khác|những mục khác|những mục còn lại|những nội dung còn lại|những chỉ tiêu còn lại|những phần còn lại|mấy mục khác|mấy mục còn lại|mấy mục kia|mấy cái khác|mấy cái kia|mấy cái còn lại|cái khác|
    các cái khác|các nội dung khác|các nội dung còn lại|nội dung khác|nội dung còn lại|các chỉ tiêu khác|các chỉ tiêu còn lại|chỉ tiêu khác|chỉ tiêu còn lại|các phần khác|phần khác|ngoài ra|số còn lại|còn lại các mục|
    các mục còn lại thì|khác|các mặt khác|các lĩnh vực khác|mọi thứ khác|các thứ khác|còn lại thì|các số liệu khác|các số liệu còn lại|còn lại đều|khác đều`,
  ],
  [
    Tag.part,
    `đạt tỷ lệ|đạt tỉ lệ|thành|thành công|đúng hẹn|đúng hạn|đạt|xong|hoàn thành|giải quyết|giải quyết xong|giải quyết đúng hạn|giải quyết đúng hẹn|đã giải quyết|đã xong|trả đúng hẹn|trả đúng hạn`,
  ],
  [
    Tag.fail,
    `trễ|trễ hẹn|trễ hạn|quá hạn|quá hẹn|chậm|chậm hạn|chậm trễ|không thành|ko thành|k thành|không thành công|chưa thành|hòa giải không thành|không đạt|chưa đạt|chưa giải quyết|chưa xong|tồn|còn tồn|tồn đọng|
    sai hẹn|không đúng hẹn|không đúng hạn|ko đúng hẹn|ko đúng hạn|ko đạt|thất bại`,
  ],
  [Tag.whole, `nhận|tiếp nhận|thụ lý|phải giải quyết|cả thảy|nhận được|đã nhận|đã tiếp nhận`],
  [Tag.whole | Tag.glue, `tổng|tổng số|tổng cộng|tất cả|trong tổng số|tổng là`],
  [
    Tag.over,
    `trên|trong|trên tổng số|trong tổng số|trong số|trên tổng|trong tổng|trên số|của tổng số|trong cả|tổng|tổng số`,
  ],
  [
    Tag.approximate,
    `khoảng|hơn|gần|trên dưới|tầm|cỡ|độ chừng|chừng|ước|ước chừng|dưới|ít nhất|tối thiểu|tối đa|không quá|vài|mấy|dăm|dăm ba|vài ba|xấp xỉ|non|ngót|trở lên|trở lại|dư|có lẻ|rưỡi|rưởi|hàng|nhiều hơn|ít hơn|chắc|hình như|đâu|khoảng chừng|vài chục|mấy chục|hơn chục|gần chục|cả chục|mươi`,
  ],
  [
    Tag.correct,
    `sửa|sửa lại|đính chính|nhầm|em nhầm|à nhầm|nhầm rồi|gõ lộn|ghi lộn|lộn|em lộn|gõ nhầm|ghi nhầm|gõ sai|ghi sai|thay|đổi|đổi lại|thay đổi|bổ sung|cập nhật|cập nhật lại|điều chỉnh|chỉnh lại|chỉnh|xin sửa|xin đính chính|nói lại|sửa số liệu|sửa báo cáo|đính chính lại|
    á nhầm|ủa lộn|à lộn|sửa giúp|sửa dùm|sửa giùm`,
  ],
  [Tag.to, `bằng|thành|lên|xuống|còn|lại là|mà là|là|mới đúng`],
  [
    Tag.confirm,
    `có|ok|oke|okie|okê|okay|oki|dạ|vâng|vang|ừ|uh|ừm|đúng|đúng rồi|đúng vậy|chuẩn|chuẩn rồi|gửi|gởi|gửi đi|gởi đi|gửi luôn|gửi báo cáo|xác nhận|đồng ý|nhất trí|lưu|lưu lại|được|chốt|chính xác|phải|đúng hết|gửi nhé|gửi giúp|gởi giúp|gửi giúp em|gửi giúp tôi|gửi giúp mình|gửi dùm|gửi giùm|gởi dùm|gởi giùm|dạ gửi đi|dạ gởi đi|dạ gửi luôn|dạ gửi nhé|yes|y`,
  ],
  [Tag.confirm | Tag.courtesy, `dạ|vâng|ok|oke|okie|ừ|uh|ừm|có|được`],
  [
    Tag.decline,
    `không|ko|k|hông|hổng|chưa|sai|sai rồi|chưa đúng|không đúng|ko đúng|đừng gửi|chưa gửi|không gửi|ko gửi|đừng|khoan|khoan đã|khoan gửi|từ từ|không phải|ko phải|không đồng ý|no|chưa được|không có|ko có`,
  ],
  [
    Tag.cancel,
    `hủy|huỷ|hủy bỏ|hủy đi|bỏ|bỏ đi|thôi|thôi bỏ|dừng|dừng lại|làm lại|làm lại từ đầu|xóa|xóa hết|xóa đi|xoá hết|cancel|hủy báo cáo|không gửi nữa|thôi không gửi|thôi khỏi|khỏi gửi|thôi khỏi gửi|khỏi`,
  ],
  [
    Tag.help,
    `hướng dẫn|hd|giúp|giúp với|giúp em với|giúp mình với|chỉ em với|trợ giúp|làm sao|làm thế nào|cách báo cáo|mẫu|mẫu báo cáo|help|chỉ em|chỉ giúp|báo cáo sao|báo cáo như thế nào|báo cáo thế nào|làm sao báo cáo|gửi sao|gửi như thế nào|nhắn sao|ghi sao|ghi thế nào|?`,
  ],
  [
    Tag.status,
    `em nộp chưa|nộp chưa|gửi chưa|gởi chưa|đã nộp chưa|đã gửi chưa|gửi báo cáo chưa|nộp báo cáo chưa|nhận được chưa|nhận chưa|đã nhận chưa|đã nhận được chưa|còn nợ gì|còn nợ gì không|còn thiếu báo cáo nào|còn thiếu báo cáo nào không|còn nợ báo cáo nào|còn nợ báo cáo nào không|nợ gì|nợ báo cáo|
    gửi rồi|gởi rồi|đã gửi rồi|gửi báo cáo rồi|nộp báo cáo rồi|đã gửi|đã gởi|nộp rồi|đã nộp|đã nộp rồi|trạng thái|còn thiếu gì|còn thiếu mục nào|còn thiếu mục nào không|thiếu mục nào|còn mục nào|còn mục nào không|còn thiếu gì không|thiếu gì không|xong chưa|được chưa|vô chưa|tới chưa|nhận được không|có nhận được không|có nhận được chưa`,
  ],
  [
    Tag.due,
    `hạn nộp|hạn nào|hạn chót|hạn cuối|hạn báo cáo|bao giờ hết hạn|khi nào hết hạn|mấy giờ hết hạn|chừng nào hết hạn|hết hạn khi nào|hết hạn chưa|hạn là khi nào|hạn khi nào|hạn hôm nào|hạn ngày nào|hạn mấy giờ|tới hạn chưa|đến hạn chưa|deadline|khi nào khóa sổ|bao giờ khóa sổ|chừng nào khóa sổ|mấy giờ khóa sổ|hôm nào khóa sổ|bữa nào khóa sổ|khóa sổ khi nào|khóa sổ lúc nào|khóa sổ hôm nào|khóa sổ chưa|nộp trước mấy giờ|gửi trước mấy giờ|gởi trước mấy giờ|nộp lúc mấy giờ|khi nào nộp|bao giờ nộp|chừng nào nộp|nộp khi nào|mấy giờ nộp|nộp lúc nào|nộp trước khi nào|hạn đến khi nào|bữa nào nộp|nộp bữa nào|hôm nào nộp|ngày nào nộp|bữa nào tới hạn|bữa nào hết hạn|chừng nào tới hạn|khi nào tới hạn|bao giờ tới hạn|bao giờ đến hạn|khi nào đến hạn|hạn bữa nào|hạn chừng nào|hạn tới khi nào|còn hạn không|hết hạn hôm nào`,
  ],
  [
    Tag.courtesy,
    `khi nào|bao giờ|lúc nào|mấy giờ|chừng nào|hôm nào|ngày nào|cho hỏi|hỏi|cho em hỏi|xin hỏi|được không`,
  ],
  [
    Tag.history,
    `lịch sử|báo cáo cũ|các báo cáo đã gửi|những báo cáo đã gửi|các báo cáo đã nộp|những báo cáo đã nộp|báo cáo đã gửi|xem báo cáo cũ|báo cáo trước đây`,
  ],
  [
    Tag.same,
    `như kỳ trước|như tuần trước|như tháng trước|như quý trước|như năm trước|như lần trước|như tuần rồi|như tuần qua|như tháng rồi|như cũ|y cũ|y như cũ|y như tuần trước|y như kỳ trước|y như tuần rồi|y như tuần qua|y như kỳ rồi|y như tháng trước|y như tháng rồi|giống tuần rồi|giữ nguyên|không đổi|ko đổi|k đổi|không thay đổi|ko thay đổi|
    giống tuần trước|giống kỳ trước|giống lần trước|giống tháng trước|y chang|y chang tuần trước|giữ nguyên như cũ|giữ nguyên như tuần trước|giữ nguyên như kỳ trước|như báo cáo trước|như trước|vẫn vậy|vẫn như cũ|y nguyên|không tăng không giảm|không tăng giảm`,
  ],
  [
    Tag.late,
    `nộp trễ|xin nộp trễ|xin chậm|nộp chậm|gửi chậm|gửi trễ|gởi trễ|xin trễ|xin lùi|lùi hạn|gia hạn|xin gia hạn|nộp sau|gửi sau|gởi sau|báo cáo sau|chưa kịp|không kịp|ko kịp|chưa gửi được|chưa nộp được|chưa báo cáo được|
    chưa làm kịp|chưa làm xong|chưa tổng hợp xong|xin hoãn|xin khất|khất|chậm báo cáo|trễ báo cáo|báo cáo trễ|báo cáo chậm`,
  ],
  [
    Tag.reason,
    `đang đi cơ sở|đi cơ sở|đang đi tập huấn|đi tập huấn|đang tập huấn|đang họp|đi họp|đang đi họp|nghỉ phép|đang nghỉ phép|nghỉ ốm|bị ốm|bị bệnh|mất mạng|mất điện|mất internet|mạng yếu|rớt mạng|cúp điện|mất sóng|đang đi công tác|đi công tác|đi vắng|đang bận|bận họp|bận|đang đi xã|
    đang đi ấp|máy hư|máy hỏng|hư máy|mạng chậm|mạng lag`,
  ],
  [Tag.increment, `thêm|cộng thêm|tăng thêm|thêm vào|cộng`],
  [
    Tag.not,
    `chứ không phải|chớ không phải|chớ ko phải|chớ k phải|chớ hổng phải|chớ hông phải|chứ hổng phải|hổng phải|chứ ko phải|chứ k phải|không phải|ko phải|chứ không|chứ ko|chứ hông phải|hông phải|không phải là|chứ không phải là`,
  ],
  [
    Tag.ordinal,
    `ấp|tổ|khu|khóm|khu phố|thôn|xóm|bản|đội|cụm|nhóm|khoản|điều|mục|câu|chương|phụ lục|điểm số|nghị định|quyết định|công văn|thông tư|nghị quyết|chỉ thị|kế hoạch số|văn bản số|số hiệu|quốc lộ|ql|tỉnh lộ|đường số|hẻm|số nhà|kênh|
    lần|lần thứ|thứ|đợt|vòng|kỳ|khóa|kì|quý|tuần|tuần thứ|tháng thứ|giai đoạn|nhiệm kỳ|lô|biểu|mẫu số|phòng|covid|chi bộ|số|trang|nghị định số|quyết định số|công văn số|số điện thoại|sđt|cccd|cmnd|cmt`,
  ],
  [
    Tag.place | Tag.glue,
    `ở xã|tại xã|của xã|toàn xã|của phường|tại phường|của huyện|trên địa bàn xã|trên địa bàn phường`,
  ],
  [
    Tag.place,
    `xã|phường|thị trấn|huyện|tỉnh|đặc khu|quận|thành phố|ubnd xã|ubnd huyện|đảng ủy xã|khối dân vận xã`,
  ],
  [
    Tag.dateCue,
    `từ|từ ngày|đến|đến ngày|tới|tới ngày|trước|trước ngày|hôm|sáng|trưa|chiều|tối|ngày|mùng|mồng|sau ngày|lúc|vào|vào ngày|hạn`,
  ],
  [Tag.all, `đều|cả|hết|toàn bộ|tất cả|tất cả đều|đều là|cùng`],
  [
    Tag.plain,
    `giao ban|họp giao ban|đông người|vượt cấp|không tăng|ko tăng|k tăng|không giảm|ko giảm|không để|không còn|không biết|không rõ|ko rõ|ko biết|không tham gia|khô khan|hồ sơ giấy tờ|đề nghị xem xét|không đến|không ai đến|không ai tới|không đủ|chưa đủ`,
  ],
];
