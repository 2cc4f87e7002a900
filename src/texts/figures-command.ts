/** What the commands that print figures and reports say to the operator. */
export const FIGURES = {
  workbookNeedsFile:
    'bảng tính không hiện trên màn hình được; thêm --out bao-cao.xlsx, hoặc chuyển vào tệp: > bao-cao.xlsx',
  noForm: 'chưa có mẫu báo cáo nào; nhập tổ chức bằng lệnh: npx hai-chieu org import TỆP',
  unknownForm: (code: string, known: readonly string[]) =>
    `không có mẫu “${code}”; các mẫu đang có: ${known.join(', ')}`,
  whichForm: (known: readonly string[]) =>
    `có nhiều mẫu báo cáo; xin chọn một bằng --form: ${known.join(', ')}`,
  unknownBody: (code: string, form: string, known: readonly string[]) =>
    `“${code}” không nhận báo cáo theo mẫu ${form}; các cơ quan nhận: ${known.join(', ')}`,
  otherKind: (code: string, form: string, example: string) =>
    `${code} không phải là kỳ của mẫu ${form} (ví dụ: ${example}); khoảng dài hơn chỉ tổng hợp được khi trong đó đã có kỳ của mẫu`,
  noPeriod: (form: string) =>
    `mẫu ${form} chưa có kỳ nào; kỳ đầu tiên mở khi chương trình chạy sau khi nhập tổ chức`,
  noSpan: (form: string) =>
    `mẫu ${form} chưa có kỳ nào; mở bằng lệnh: npx hai-chieu periods open ${form} KỲ, ví dụ 2012..2017`,
  unknownPeriod: (code: string, form: string, first: string, last: string) =>
    `mẫu ${form} không có kỳ ${code}; có từ ${first} đến ${last}`,
  nothingDue: (form: string, latest: string) =>
    `mẫu ${form} chưa có kỳ nào đến hạn nộp; xem kỳ đang mở bằng --period ${latest}`,
  nothingSent: (form: string, bodies: readonly string[]) =>
    `chưa gửi bản tổng hợp nào như vậy (mẫu ${form}) cho ${bodies.join(', ')}; bỏ --sent để xem số liệu hiện tại`,
  needsFile: (format: string) =>
    `bản ${format} không hiện trên màn hình được; thêm --out TÊN.${format}, hoặc chuyển vào tệp: > TÊN.${format}`,
  sentApart: (bodies: readonly string[]) =>
    `bản của các cơ quan không được gửi cùng lúc nên không ghép được; xin chọn một bằng --body: ${bodies.join(', ')}`,
  unknownIndicator: (code: string, known: readonly string[]) =>
    `cơ quan này không có chỉ số “${code}”; các chỉ số: ${known.join(', ')}`,
  backwards: (from: string, to: string) => `--from ${from} sau --to ${to}; xin đổi chỗ hai kỳ`,
  written: (path: string) => `đã ghi ${path}`,
  unwritable: (path: string, reason: string) =>
    `không ghi được tệp ${path} (${reason}); xin chọn thư mục có thật và được phép ghi`,
  notAMoment: 'cần thời điểm ISO 8601 có múi giờ, ví dụ: 2017-08-28T07:00:00+07:00',
} as const;
