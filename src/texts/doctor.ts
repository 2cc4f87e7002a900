import type { BlockedCounts } from '../core/organization/blocked.ts';
import type { HeldLease, ServiceHealth } from '../core/organization/service-health.ts';
import type { Channel } from '../core/messages.ts';
import type { ReachTally } from '../core/reach.ts';
import type { Burden } from '../core/reminders/burden.ts';
import { UNASKED_A_WEEK } from '../core/reminders/weekly-room.ts';
import {
  isKeptForAnswers,
  nearlyUsedUp,
  ZALO_BOT_PLAN,
  type ZaloBotUse,
} from '../core/organization/zalo-bot-plan.ts';
import { unaskedWords } from './burden.ts';
import { fault, findingOf, fine, note, type Finding } from './finding.ts';
import { formatDuration, formatMoment } from './numbers.ts';
import { reachFinding } from './reach.ts';
import { BLOCKED_BECAUSE } from './unreachable.ts';
import { zaloOaFindings, type ZaloOaHealth } from './zalo-oa.ts';

export const DOCTOR = {
  faults: (count: number) => `có ${count} điểm cần xử lý, xem các dòng “LỖI” ở trên`,
} as const;

/** What the operator should know, in plain words, each fault with the way out. */
export function wordHealth(
  counts: ServiceHealth & {
    readonly burden?: Burden;
    /** Reports that nobody has signed off and whose time for that is over. */
    readonly overdueSignOffs?: number;
    readonly leases?: readonly HeldLease[];
    readonly reach?: readonly (ReachTally & { readonly channel: Channel })[];
  },
  about: {
    readonly telegram: 'off' | 'unreachable' | 'up';
    readonly bot: string | undefined;
    /** Undefined: not in use; `name` undefined: it does not answer. */
    readonly zaloBot?: { readonly name: string | undefined; readonly use: ZaloBotUse } | undefined;
    /** Undefined: not in use. */
    readonly zaloOa?: ZaloOaHealth | undefined;
    /** What came of asking the platforms, in the place of whether they answer. */
    readonly live?: readonly Finding[] | undefined;
    readonly settings?: readonly Finding[];
    readonly demo: boolean;
    readonly zone?: string;
  },
): readonly Finding[] {
  return [
    fine('cơ sở dữ liệu: trả lời, đã ở bản mới nhất'),
    counts.units > 0
      ? fine(`tổ chức: ${counts.units} đơn vị`)
      : note('chưa có tổ chức: nhập bằng lệnh npx hai-chieu org import TỆP'),
    ...(about.settings ?? []),
    ...answerLines(about),
    ...leaseLines(counts.leases ?? [], about),
    ...(about.zaloBot ? [zaloBotPlanLine(about.zaloBot.use)] : []),
    ...zaloOaLines(about.zaloOa),
    about.demo ? note('đang ở chế độ thử (điện thoại mẫu tại /demo)') : fine('không ở chế độ thử'),
    fine(`cuộc trò chuyện: ${counts.linkedChats} đã kết nối, ${counts.blockedChats} không gửi tới được`),
    counts.unreachablePeople > 0
      ? note(
          `${counts.unreachablePeople} người chưa có kênh nào nhận được tin: gửi mã mời bằng lệnh npx hai-chieu invites`,
        )
      : fine('mọi đầu mối và lãnh đạo đều nhận được tin'),
    blockedPeopleLine(counts.blockedPeople),
    counts.overdueMessages > 0
      ? fault(
          `${counts.overdueMessages} tin chờ gửi quá 5 phút${oldest(counts)}: kiểm tra dịch vụ có đang chạy (npm start) và kênh có trả lời`,
        )
      : fine(`hàng đợi: ${counts.waitingMessages} tin đang chờ gửi${oldest(counts)}`),
    ...(counts.reach ?? []).map((channel) => findingOf(reachFinding(channel))),
    counts.rejectedMessages > 0
      ? fault(
          `${counts.rejectedMessages} tin bị kênh từ chối, không gửi lại (gần nhất: ${counts.lastRejection ?? ''}): lỗi của phần mềm, xin báo người bảo trì; chi tiết ở cột error của bảng delivery`,
        )
      : fine('không có tin nào bị kênh từ chối'),
    ...(counts.unknownMessages > 0
      ? [
          note(
            `${counts.unknownMessages} tin không rõ đã tới hay chưa trong 7 ngày qua, hệ thống không gửi lại: xem cột error của bảng delivery`,
          ),
        ]
      : []),
    counts.setAsideUpdates > 0
      ? fault(
          `${counts.setAsideUpdates} tin đến không xử lý được, người gửi đã được báo (gần nhất: ${counts.lastSetAside ?? ''}): xin báo người bảo trì; chi tiết ở cột error của bảng inbound_update`,
        )
      : fine('không có tin đến nào bị để riêng'),
    ...burdenLine(counts.burden),
    ...(counts.overdueSignOffs
      ? [note(`${counts.overdueSignOffs} báo cáo chờ lãnh đạo đơn vị duyệt quá hạn`)]
      : []),
    counts.troubledFiles > 0
      ? note(
          `${counts.troubledFiles} ảnh, tệp tải về chưa được, đang thử lại: xem cột error của bảng attachment`,
        )
      : fine('không có ảnh, tệp nào tải về chậm'),
    ...(counts.lostFiles > 0
      ? [note(`${counts.lostFiles} ảnh, tệp không tải về được, người gửi đã được báo`)]
      : []),
  ];
}

/** Their names the coordinators get in the chat, one by one. */
function blockedPeopleLine(counts: BlockedCounts): Finding {
  const whys = BLOCKED_KINDS.flatMap((why) => {
    const people = counts[why] ?? 0;
    return people > 0 ? [{ people, words: `${BLOCKED_BECAUSE[why]}: ${people}` }] : [];
  });
  if (whys.length === 0) return fine('không ai bị mất liên lạc vì chặn kênh');
  const all = whys.reduce((sum, { people }) => sum + people, 0);
  return note(
    `${all} người không nhắn được và không còn kênh nào khác (${whys.map(({ words }) => words).join('; ')}); tin được giữ đến khi họ nhắn lại, tên đã báo chuyên viên tổng hợp qua tin nhắn`,
  );
}

const BLOCKED_KINDS = ['window-closed', 'not-following', 'refused', 'gone', 'unknown'] as const;

/** A process is named by its machine, its number there, and letters that make the name unique. */
function leaseLines(
  leases: readonly HeldLease[],
  { telegram, zone }: { readonly telegram: 'off' | 'unreachable' | 'up'; readonly zone?: string },
): readonly Finding[] {
  if (telegram !== 'off' && leases.length === 0) {
    return [note('chưa có tiến trình nào nhận, gửi tin Telegram: dịch vụ chưa chạy (npm start)')];
  }
  return leases.map(({ name, holder, since }) => {
    const [machine = '', pid = ''] = holder.split(' ');
    const from = zone === undefined ? '' : `, từ ${formatMoment(since, zone)}`;
    return fine(`${leaseName(name)}: tiến trình ${pid} trên máy ${machine}${from}`);
  });
}

function leaseName(name: string): string {
  const [work = '', account = ''] = name.split(' ');
  const channel = account.startsWith('telegram:')
    ? 'Telegram'
    : account.startsWith('zalo-bot:')
      ? 'Zalo Bot'
      : account.startsWith('zalo-oa:')
        ? 'Zalo OA'
        : account;
  return work === 'polling' ? `nhận tin ${channel}` : `gửi tin ${channel}`;
}

function oldest({ oldestWaitingSeconds: seconds }: ServiceHealth): string {
  if (seconds === null) return '';
  return `, tin lâu nhất đã chờ ${seconds < 60 ? `${Math.round(seconds)} giây` : formatDuration(seconds / 60)}`;
}

type Answers = {
  readonly telegram: 'off' | 'unreachable' | 'up';
  readonly bot: string | undefined;
  readonly zaloBot?: { readonly name: string | undefined } | undefined;
  readonly live?: readonly Finding[] | undefined;
};

function answerLines({ telegram, bot, zaloBot, live }: Answers): readonly Finding[] {
  const off = telegram === 'off' ? [note('Telegram: chưa dùng; đặt TELEGRAM_BOT_TOKEN để dùng')] : [];
  if (live) return [...off, ...live];
  return [
    ...off,
    ...(telegram === 'up' ? [fine(`Telegram: @${bot ?? ''} trả lời`)] : []),
    ...(telegram === 'unreachable'
      ? [fault('Telegram không trả lời: kiểm tra TELEGRAM_BOT_TOKEN và đường mạng')]
      : []),
    ...(zaloBot ? [zaloBotLine(zaloBot.name)] : []),
  ];
}

function zaloBotLine(name: string | undefined): Finding {
  return name === undefined
    ? fault('Zalo Bot không trả lời: kiểm tra ZALO_BOT_TOKEN và đường mạng')
    : fine(`Zalo Bot: ${name} trả lời`);
}

function zaloBotPlanLine(use: ZaloBotUse): Finding {
  const words = `gói Zalo Bot miễn phí: ${use.people}/${ZALO_BOT_PLAN.people} người, ${use.messages}/${ZALO_BOT_PLAN.messages} tin trong tháng (cả hai chiều)`;
  if (isKeptForAnswers(use))
    return note(
      `${words}; phần còn lại để dành trả lời: tin nhắc chuyển kênh khác hoặc không gửi, tổng hợp chuyển kênh khác hoặc chờ sang tháng`,
    );
  return nearlyUsedUp(use).length > 0 ? note(`${words}; sắp hết, cần Zalo OA hoặc thêm bot`) : fine(words);
}

function zaloOaLines(account: ZaloOaHealth | undefined): readonly Finding[] {
  if (!account) return [];
  return zaloOaFindings(account).map(findingOf);
}

function burdenLine(burden: Burden | undefined): readonly Finding[] {
  if (!burden || burden.messages === 0) return [];
  const words = `gánh nặng 4 tuần qua: tin hệ thống tự gửi ${unaskedWords(burden)}`;
  return [burden.unaskedMost > UNASKED_A_WEEK ? note(words) : fine(words)];
}
