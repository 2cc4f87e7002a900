/** What the command `parse` says to the operator. */
export const PARSE = {
  description: 'đọc thử tin nhắn báo cáo như bot đọc, in kết quả dạng JSON',
  text: 'tin nhắn; bỏ trống thì đọc từng dòng JSON {"text": …} từ đầu vào chuẩn',
  form: 'mã mẫu báo cáo (mặc định: mẫu duy nhất, hoặc "tuan")',
  explain: 'in thêm vị trí của từng giá trị trong tin nhắn',
  otherPeriod: 'Tin nhắn nói về kỳ khác với kỳ của mẫu này.',
  badLine: (number: number, reason: string) =>
    `dòng ${number}: ${reason}; mỗi dòng phải là JSON {"text": "…"}.`,
  notJson: 'không phải JSON',
  noText: 'thiếu "text" dạng chuỗi',
  refusedLines: (count: number) => `${count} dòng không đọc được, đã bỏ qua.`,
};
