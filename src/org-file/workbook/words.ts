/** What people read of a table or column, and may type instead of its key. */
export type Words = { readonly label: string; readonly help: string };

/** The sheet that explains the others. Sheets whose names begin with `NOTE_MARK` are for people's own notes; both are not read. */
export const README_SHEET = 'Hướng dẫn';
export const NOTE_MARK = '#';

/** Above the data of each table that we write: keys, then Vietnamese names. */
export const HEADER_ROWS = 2;

const TABLE_WORDS: Readonly<Record<string, Words>> = {
  units: {
    label: 'Đơn vị',
    help: 'tỉnh, huyện, xã, ấp; mỗi đơn vị một dòng, cấp trên ghi trước hay sau đều được',
  },
  bodies: { label: 'Cơ quan', help: 'cơ quan nhận báo cáo, ví dụ Ban Dân vận, Ủy ban nhân dân' },
  'unit-was': { label: 'Tên cũ của đơn vị', help: 'mỗi tên cũ một dòng, cũ nhất ghi trước' },
  'body-was': { label: 'Tên cũ của cơ quan', help: 'mỗi tên cũ một dòng, cũ nhất ghi trước' },
  people: { label: 'Người', help: 'mỗi người một dòng, dù giữ nhiều chức danh' },
  posts: { label: 'Chức danh', help: 'ai làm việc gì ở đơn vị hoặc cơ quan nào' },
  forms: { label: 'Mẫu báo cáo', help: 'báo cáo gì, kỳ nào, hạn nào, đơn vị nào nộp, cơ quan nào nhận' },
  digests: { label: 'Bản tổng hợp', help: 'lúc nào gửi bản tổng hợp của một mẫu cho lãnh đạo' },
  fields: { label: 'Mục', help: 'các mục của từng mẫu báo cáo, theo thứ tự hỏi' },
  templates: { label: 'Biểu của nơi nhận', help: 'tệp XLSX của cấp trên mà số liệu của mẫu được điền vào' },
};

/** By `table.column`, then by the column's name in any table. */
const COLUMN_WORDS: Readonly<Record<string, Words>> = {
  code: { label: 'Mã', help: 'chữ không dấu, số, dấu - _ . ; mỗi dòng một mã riêng, không đổi về sau' },
  name: { label: 'Tên', help: 'tên đầy đủ, viết có dấu' },
  unit: { label: 'Mã đơn vị', help: 'mã ở trang units' },
  body: { label: 'Mã cơ quan', help: 'mã ở trang bodies' },
  person: { label: 'Mã người', help: 'mã ở trang people' },
  post: { label: 'Mã chức danh', help: 'mã ở trang posts' },
  form: { label: 'Mã mẫu', help: 'mã ở trang forms' },
  from: { label: 'Từ ngày', help: 'ngày bắt đầu; để trống nếu đã có từ trước' },
  until: { label: 'Đến ngày', help: 'ngày đầu tiên không còn nữa; để trống nếu đang còn' },
  'units.kind': {
    label: 'Loại',
    help: 'ví dụ: district, commune, hamlet; mẫu báo cáo gọi đơn vị theo loại này',
  },
  'units.parent': { label: 'Mã đơn vị cấp trên', help: 'mã ở trang units; để trống nếu là cấp cao nhất' },
  'units.from': { label: 'Thành lập từ ngày', help: 'để trống nếu đã có từ trước' },
  'units.until': {
    label: 'Thôi hoạt động từ ngày',
    help: 'ngày đầu tiên không còn hoạt động; để trống nếu đang hoạt động',
  },
  'units.predecessors': {
    label: 'Lập từ đơn vị',
    help: 'các mã ở trang units đã thôi hoạt động và nhập vào đơn vị này; để trống nếu không có',
  },
  'unit-was.until': { label: 'Đổi tên từ ngày', help: 'ngày đầu tiên không mang tên này nữa' },
  'body-was.until': { label: 'Đổi tên từ ngày', help: 'ngày đầu tiên không mang tên này nữa' },
  'bodies.from': { label: 'Thành lập từ ngày', help: 'để trống nếu đã có từ trước' },
  'bodies.until': {
    label: 'Thôi hoạt động từ ngày',
    help: 'ngày đầu tiên không còn hoạt động; để trống nếu đang hoạt động',
  },
  'bodies.style': {
    label: 'Thể thức văn bản',
    help: 'party: văn bản của Đảng; government: văn bản hành chính',
  },
  'people.honorific': { label: 'Xưng hô', help: 'để trống là đồng chí' },
  'people.phone': { label: 'Số điện thoại', help: 'mỗi người một số, bắt đầu bằng 0 hoặc +84' },
  'posts.title': { label: 'Chức danh', help: 'ví dụ: Cán bộ đầu mối dân vận' },
  'posts.role': {
    label: 'Vai trò',
    help: 'contact: đầu mối nộp báo cáo; superior: cấp trên của đơn vị; leader: lãnh đạo cơ quan nhận; coordinator: chuyên viên tổng hợp; operator: người cài đặt',
  },
  'posts.unit': { label: 'Mã đơn vị', help: 'mã ở trang units; ghi đơn vị hoặc cơ quan, không ghi cả hai' },
  'posts.body': { label: 'Mã cơ quan', help: 'mã ở trang bodies; ghi đơn vị hoặc cơ quan, không ghi cả hai' },
  'posts.holder': {
    label: 'Người giữ',
    help: 'mã ở trang people; để trống thì giữ như đang có, ghi null thì chức danh khuyết',
  },
  'posts.since': { label: 'Giữ từ ngày', help: 'ngày nhận chức danh; để trống khi thay người là từ hôm nay' },
  'forms.name': { label: 'Tên mẫu', help: 'ví dụ: Báo cáo tuần công tác dân vận' },
  'forms.period': {
    label: 'Kỳ',
    help: 'week: tuần; month: tháng; quarter: quý; half: 6 tháng; nine-months: 9 tháng; year: năm; custom: kỳ mở tay',
  },
  'forms.cutoff': {
    label: 'Chốt số liệu',
    help: 'calendar: hết kỳ; nd09: ngày 14 theo Nghị định 09/2019; để trống là calendar',
  },
  'forms.due': { label: 'Hạn nộp', help: 'ví dụ: friday 16:00; 17 16:00; +2wd 16:00' },
  'forms.lock': { label: 'Khóa sổ', help: 'ví dụ: tuesday+1 16:00' },
  'forms.reminders': { label: 'Nhắc', help: 'ví dụ: open; -2wd 08:00; -3h; +1d 08:00 escalate' },
  'forms.plan': {
    label: 'Kế hoạch nhắc',
    help: 'fixed: đúng giờ đã ghi; adaptive: giờ mà đơn vị hay trả lời; để trống là fixed',
  },
  'forms.reporters.kind': { label: 'Loại đơn vị nộp', help: 'loại ghi ở trang units, ví dụ: commune' },
  'forms.reporters.sums.kind': {
    label: 'Loại đơn vị cộng lên',
    help: 'ví dụ: hamlet, nếu xã cộng báo cáo của ấp; để trống nếu không có',
  },
  'forms.reporters.sums.due': {
    label: 'Hạn của đơn vị cộng lên',
    help: 'trước hạn nộp của mẫu; để trống là cùng hạn',
  },
  'forms.receivers': { label: 'Cơ quan nhận', help: 'các mã ở trang bodies' },
  'forms.signoff.within': {
    label: 'Duyệt trong',
    help: 'số giờ làm việc, ví dụ: 8h; để trống cả ba cột duyệt nếu không cần duyệt',
  },
  'forms.signoff.remind': { label: 'Nhắc duyệt sau', help: 'số giờ làm việc, ví dụ: 4h' },
  'forms.signoff.otherwise': { label: 'Quá giờ duyệt thì', help: 'wait: chờ tiếp; accept: coi như đồng ý' },
  'digests.cron': { label: 'Lúc gửi', help: 'dạng cron, ví dụ 0 7 * * 1 là 7 giờ sáng thứ hai' },
  'digests.to': { label: 'Gửi cho', help: 'leaders: lãnh đạo cơ quan nhận' },
  'digests.preview': {
    label: 'Xem trước',
    help: 'FALSE: không gửi chuyên viên tổng hợp xem trước; để trống là có',
  },
  'fields.code': { label: 'Mã mục', help: 'bắt đầu bằng chữ thường không dấu, ví dụ: mediation' },
  'fields.label': { label: 'Tên mục', help: 'tên ngắn trong tin nhắn và bản tổng hợp' },
  'fields.prompt': { label: 'Câu hỏi', help: 'câu hỏi gửi cho đầu mối' },
  'fields.type': {
    label: 'Kiểu',
    help: 'integer: số nguyên; decimal: số lẻ; ratio: đạt/tổng; choice: chọn một; text: chữ; list: nhiều ý; date: ngày',
  },
  'fields.aliases': { label: 'Cách gọi khác', help: 'từ viết tắt mà đầu mối hay dùng, ví dụ: hòa giải; hg' },
  'fields.target': { label: 'Chỉ tiêu', help: 'tỷ lệ cần đạt từ 0 đến 1, ví dụ 0,98' },
  'fields.counted': { label: 'Đơn vị tính', help: 'từ đọc sau số, ví dụ: vụ, đơn, lượt; chỉ cho mục số' },
  'fields.for': { label: 'Cơ quan xem', help: 'các mã ở trang bodies; để trống là mọi cơ quan nhận' },
  'fields.aggregate': {
    label: 'Cách cộng',
    help: 'sum: cộng các kỳ; latest: lấy số mới nhất; để trống là sum',
  },
  'fields.required': {
    label: 'Bắt buộc',
    help: 'TRUE hoặc FALSE; để trống thì mục số bắt buộc, mục chữ không',
  },
  'templates.code': { label: 'Mã biểu', help: 'hai mẫu cùng điền một biểu thì ghi cùng mã và cùng tệp' },
  'templates.name': { label: 'Tên biểu', help: 'ví dụ: Biểu 02 công tác dân vận' },
  'templates.receiver': { label: 'Nơi nhận', help: 'ví dụ: Ban Dân vận Tỉnh ủy' },
  'templates.body': {
    label: 'Số liệu của cơ quan',
    help: 'mã ở trang bodies; để trống là cơ quan nhận đầu tiên của mẫu',
  },
  'templates.file': { label: 'Tệp', help: 'tên tệp .xlsx để cạnh tệp này, ví dụ: bieu-02.xlsx' },
  'templates.sheet': { label: 'Trang', help: 'tên trang trong tệp; để trống là trang đầu' },
  'templates.cells': {
    label: 'Ô',
    help: 'ví dụ: C3 = @period; D20 = mediation.part; E20 = complaints.year_to_date',
  },
  'templates.rows.from': {
    label: 'Bảng từ dòng',
    help: 'dòng đầu của bảng mỗi đơn vị một dòng; không có bảng thì để trống',
  },
  'templates.rows.to': { label: 'Bảng đến dòng', help: 'dòng cuối của bảng' },
  'templates.rows.key': {
    label: 'Cột tên đơn vị',
    help: 'chữ cột có sẵn tên đơn vị; để trống thì điền lần lượt từ trên xuống',
  },
  'templates.rows.columns': { label: 'Cột', help: 'ví dụ: C = mediation.part; D = mediation.whole' },
  'fields.options': { label: 'Lựa chọn', help: 'các câu trả lời của mục kiểu choice' },
};

export function tableWords(table: string): Words {
  return TABLE_WORDS[table] ?? { label: table, help: '' };
}

/** The column's words; its bare name where nobody wrote any, which a test refuses. */
export function columnWords(table: string, column: string): Words {
  return COLUMN_WORDS[`${table}.${column}`] ?? COLUMN_WORDS[column] ?? { label: column, help: '' };
}

/** The first lines of the sheet that explains the others. */
export const README_LINES: readonly string[] = [
  'Sổ tính này ghi tổ chức và mẫu báo cáo của Hai Chiều, mỗi bảng một trang.',
  '1. Ở mỗi trang, giữ nguyên hai dòng đầu (mã cột và tên cột), ghi từ dòng thứ ba, mỗi dòng một mục. Không gộp ô.',
  '2. Ô có mũi tên thì chọn trong danh sách. Cột mã và số điện thoại đã định dạng chữ; khi dán từ nơi khác, xin dán giá trị (Paste values).',
  '3. Nhiều giá trị trong một ô thì ngăn bằng dấu chấm phẩy; giá trị có dấu phẩy thì đặt trong ngoặc kép.',
  '4. Ngày ghi ngày/tháng/năm, ví dụ 01/07/2025. Chữ bắt đầu bằng = + - @ có dấu nháy đơn đứng trước, dấu ấy không tính.',
  '5. Xem trước: npx hai-chieu org import TỆP.xlsx --dry-run. Nhập: bỏ --dry-run. Có một lỗi thì không nhập gì; lỗi nào cũng ghi rõ trang, dòng, cột.',
  '6. Dòng hoặc ô không ghi thì giữ như đang có, không xóa gì. Muốn bỏ một giá trị thì ghi null. Đơn vị thôi hoạt động thì ghi ngày, không xóa dòng.',
  `7. Trang có tên bắt đầu bằng dấu ${NOTE_MARK} là ghi chú riêng, không được đọc.`,
];
