import type { RichText } from '../core/messages.ts';
import type { OutsideScope } from '../core/replies/access.ts';
import { bold, message } from './lines.ts';
import { midSentence } from './unit-names.ts';

/** That a unit exists is no secret; whether it reported is not said either. */
export function outsideScope(what: OutsideScope): RichText {
  return what.kind === 'unit'
    ? message(
        ['Báo cáo của ', bold(midSentence(what.unit.name)), ' không thuộc phạm vi đồng chí được xem.'],
        'Nếu cần cho công việc, đồng chí hỏi cán bộ tổng hợp của cơ quan nhận báo cáo.',
      )
    : message(
        'Bản tổng hợp chỉ gửi cho cơ quan nhận báo cáo.',
        'Báo cáo của đơn vị mình, đồng chí xem bằng lệnh /xem và mã đơn vị.',
      );
}

/** No unit has the code that was typed, or none was. */
export function unknownUnit(code: string): RichText {
  return message(
    code === ''
      ? 'Đồng chí gõ thêm mã đơn vị, ví dụ: /xem binh-minh'
      : `Không có đơn vị nào mang mã «${code.slice(0, 60)}».`,
  );
}
