import type { Temporal } from 'temporal-polyfill';
import { budgetStage, type Prices, type Spending } from '../core/zalo-oa/cost.ts';
import { lifeOf, type TokenPair } from '../core/zalo-oa/tokens.ts';
import type { ZaloOaUse } from '../core/zalo-oa/window.ts';
import type { Graded } from './finding.ts';
import { formatDate, formatMoment, formatNumber } from './numbers.ts';

export type ZaloOaHealth = {
  /** Undefined: there is none. */
  readonly pair: Pick<TokenPair, 'expiresAt'> | undefined;
  /** A pair is kept that this installation's secret does not open. */
  readonly isUnreadable: boolean;
  /** Why Zalo renews the tokens no more; undefined: it does. */
  readonly deadReason: string | undefined;
  readonly use: ZaloOaUse;
  /** Of this month. */
  readonly spending: Spending;
  readonly prices: Prices;
  /** Đồng a month; undefined: no limit. */
  readonly monthlyBudget: number | undefined;
  /** Real time. */
  readonly now: Temporal.Instant;
  readonly zone: string;
};

const CONSENT =
  'quản trị viên OA cấp quyền bằng lệnh npx hai-chieu zalo login, dịch vụ tự dùng mã mới sau tối đa một phút';

/** What `doctor` says of a Zalo Official Account. */
export function zaloOaFindings({
  pair,
  isUnreadable,
  deadReason,
  use,
  now,
  zone,
  ...money
}: ZaloOaHealth): readonly Graded[] {
  return [tokenLine(), windowLine(use), spendingLine(money)];

  function tokenLine(): Graded {
    if (deadReason !== undefined)
      return {
        grade: 'fault',
        text: `Zalo OA: Zalo không gia hạn mã truy cập nữa (${deadReason}): ${CONSENT}`,
      };
    if (isUnreadable)
      return {
        grade: 'fault',
        text: `Zalo OA: mã truy cập đã lưu không mở được bằng APP_SECRET đang đặt: đặt lại APP_SECRET cũ, hoặc ${CONSENT}`,
      };
    if (!pair)
      return {
        grade: 'note',
        text: `Zalo OA: chưa có mã truy cập; dịch vụ lấy mã khi chạy, nếu vẫn chưa có thì ${CONSENT}`,
      };
    return isPast(pair.expiresAt) ? endedLine(pair) : goodLine(pair);
  }

  function goodLine(good: Pick<TokenPair, 'expiresAt'>): Graded {
    const { givenAt, renewableUntil } = lifeOf(good);
    return {
      grade: 'fine',
      text: `Zalo OA: mã truy cập còn hạn đến ${formatMoment(good.expiresAt, zone)}, tự gia hạn; nhận ${formatMoment(givenAt, zone)}, dù dịch vụ dừng vẫn gia hạn được đến ngày ${dayOf(renewableUntil)}`,
    };
  }

  /** The service has not run for a day: what that may cost. */
  function endedLine(ended: Pick<TokenPair, 'expiresAt'>): Graded {
    const { givenAt, renewableUntil } = lifeOf(ended);
    const since = `mã truy cập nhận ${formatMoment(givenAt, zone)} đã hết hạn`;
    return isPast(renewableUntil)
      ? { grade: 'fault', text: `Zalo OA: ${since}, quá ba tháng nên Zalo không gia hạn nữa: ${CONSENT}` }
      : {
          grade: 'note',
          text: `Zalo OA: ${since}; dịch vụ tự gia hạn khi chạy, chậm nhất ngày ${dayOf(renewableUntil)}`,
        };
  }

  function dayOf(moment: Temporal.Instant): string {
    return formatDate(moment.toZonedDateTimeISO(zone).toPlainDate());
  }

  function isPast(moment: Temporal.Instant): boolean {
    return moment.epochMilliseconds <= now.epochMilliseconds;
  }
}

function windowLine({ free, paid, closed }: ZaloOaUse): Graded {
  const text = `Zalo OA: ${free} người nhắn được miễn phí, ${paid} người có tính phí (quá 48 giờ), ${closed} người chưa nhắn được (quá 7 ngày chưa nhắn tới)`;
  return { grade: closed > 0 ? 'note' : 'fine', text };
}

function spendingLine({
  spending,
  prices,
  monthlyBudget: budget,
}: Pick<ZaloOaHealth, 'spending' | 'prices' | 'monthlyBudget'>): Graded {
  const spent = `Zalo OA: tháng này ${formatNumber(spending.messages)} tin tính phí, khoảng ${formatNumber(spending.dong)} đ`;
  if (budget === undefined)
    return { grade: 'fine', text: `${spent}; chưa đặt hạn mức (ZALO_OA_MONTHLY_BUDGET)` };
  const text = `${spent} / hạn mức ${formatNumber(budget)} đ`;
  switch (budgetStage(spending, budget, prices)) {
    case 'fine':
      return { grade: 'fine', text };
    case 'near':
      return { grade: 'note', text: `${text}; sắp hết: tăng ZALO_OA_MONTHLY_BUDGET nếu cần` };
    case 'spent':
      return {
        grade: 'note',
        text: `${text}; đã hết: tin nhắc chuyển kênh khác hoặc giữ đến khi người nhận nhắn tới; tăng ZALO_OA_MONTHLY_BUDGET nếu cần`,
      };
  }
}

/** What `hai-chieu zalo login` says. */
export const ZALO = {
  notConfigured:
    'ZALO_OA_APP_ID: chưa đặt; xin đặt ZALO_OA_APP_ID, ZALO_OA_APP_SECRET và ZALO_OA_SECRET trước khi cấp quyền',
  noRedirect:
    'PUBLIC_URL: chưa đặt; xin đặt, hoặc thêm --redirect với Callback URL đã khai trong ứng dụng; ví dụ: --redirect https://bot.example.vn',
  open: 'Quản trị viên của OA mở đường dẫn sau bằng trình duyệt và bấm đồng ý:',
  paste: 'Rồi dán vào đây địa chỉ của trang được chuyển tới (có code=…, dùng được trong 10 phút):',
  noCode: 'không thấy code= trong địa chỉ vừa dán; xin chạy lại lệnh và dán nguyên địa chỉ',
  refused: (reason: string) =>
    `Zalo không cấp mã (${reason}); xin chạy lại lệnh, mở đường dẫn mới và dán ngay địa chỉ`,
  noTemplateInfo: (id: string, reason: string) =>
    `không đọc được mẫu ${id} từ Zalo (${reason}); xin kiểm tra mã mẫu trong ZALO_TEMPLATES và quyền của ứng dụng`,
  done: 'Đã lưu mã truy cập; dịch vụ đang chạy tự dùng mã mới sau tối đa một phút.',
} as const;
