import type {
  AccountCheck,
  BotCheck,
  BotPlatform,
  LiveCheck,
  NoAnswer,
  QuotaCheck,
  WebhookCheck,
  AddressCheck,
  TemplateCheck,
  ZaloAccount,
} from '../core/organization/live-check.ts';
import type { Graded } from './finding.ts';
import { formatMoment } from './numbers.ts';

const BOTS: Readonly<
  Record<BotPlatform, { readonly name: string; readonly token: string; readonly from: string }>
> = {
  telegram: { name: 'Telegram', token: 'TELEGRAM_BOT_TOKEN', from: '@BotFather trên Telegram' },
  'zalo-bot': { name: 'Zalo Bot', token: 'ZALO_BOT_TOKEN', from: '“Zalo Bot Manager” trên Zalo' },
};

/** What `doctor --live` says of one question to a platform. */
export function liveFinding(check: LiveCheck, zone: string): Graded {
  switch (check.asked) {
    case 'bot':
      return botLine(check);
    case 'webhook':
      return webhookLine(check);
    case 'account':
      return accountLine(check);
    case 'quota':
      return quotaLine(check, zone);
    case 'template':
      return templateLine(check);
    case 'address':
      return addressLine(check);
  }
}

function botLine({ platform, result }: BotCheck): Graded {
  const { name, token, from } = BOTS[platform];
  if (result.kind !== 'ok')
    return unanswered(name, result, `lấy lại mã từ ${from}, đặt vào ${token} rồi khởi động lại`);
  const at = platform === 'telegram' ? '@' : '';
  return { grade: 'fine', text: `${name}: ${result.name === undefined ? 'bot' : at + result.name} trả lời` };
}

function webhookLine({ platform, result }: WebhookCheck): Graded {
  const { name, token } = BOTS[platform];
  switch (result.kind) {
    case 'ok':
      return {
        grade: 'fine',
        text:
          result.receiving === 'webhook'
            ? `${name}: gửi tin đến đúng địa chỉ webhook của hệ thống`
            : `${name}: không đặt webhook, hệ thống tự hỏi tin`,
      };
    case 'none':
      return {
        grade: 'fault',
        text: `${name}: chưa đặt webhook nên tin không tới: chạy dịch vụ (npm start), dịch vụ tự đăng ký; nếu vẫn thế, xem dòng lỗi “webhook” trong nhật ký`,
      };
    case 'other':
      return {
        grade: 'fault',
        text: `${name}: đang gửi tin tới một địa chỉ khác trên máy ${result.host}${result.receiving === 'polling' ? ', nên hỏi tin không được' : ''}: ${otherWebhook(platform, result.receiving)}; nếu máy đó không phải của cơ quan, đổi mã bot (${token})`,
      };
    default:
      return unanswered(name, result, `kiểm tra ${token}`);
  }
}

function otherWebhook(platform: BotPlatform, receiving: 'polling' | 'webhook'): string {
  if (receiving === 'webhook') return 'khởi động lại dịch vụ để đăng ký lại';
  return platform === 'telegram'
    ? 'khởi động lại dịch vụ, dịch vụ tự gỡ địa chỉ ấy'
    : 'gỡ bằng lệnh deleteWebhook của Zalo, hoặc đặt ZALO_BOT_WEBHOOK_SECRET và PUBLIC_URL để dùng webhook';
}

function accountLine({ result }: AccountCheck): Graded {
  switch (result.kind) {
    case 'ok':
      return accountWords(result.account);
    case 'no-token':
      return {
        grade: 'note',
        text: 'Zalo OA: chưa hỏi được vì không có mã truy cập còn hạn; lệnh này không tự gia hạn: chạy dịch vụ (npm start) một phút rồi thử lại',
      };
    default:
      return unanswered(
        'Zalo OA',
        result,
        'chạy lại lệnh này sau một phút; nếu vẫn thế, quản trị viên OA cấp quyền bằng lệnh npx hai-chieu zalo login',
      );
  }
}

/** What an Official Account may do hangs on its verification and package. */
export function accountWords({ id, name, isVerified, packageName, cloudAccount }: ZaloAccount): Graded {
  const who = `Zalo OA: “${name ?? 'không rõ tên'}”${id === undefined ? '' : ` (mã ${id})`} trả lời`;
  if (isVerified === false)
    return {
      grade: 'fault',
      text: `${who}, nhưng chưa xác thực nên chưa được nhắn tin: gửi hồ sơ xác thực tại oa.zalo.me`,
    };
  const facts = [
    isVerified === true ? 'đã xác thực' : 'không rõ đã xác thực chưa',
    packageName === undefined ? 'không rõ gói' : `gói ${packageName}`,
    cloudAccount === undefined
      ? 'chưa liên kết Zalo Cloud Account (chỉ cần cho tin mẫu)'
      : 'đã liên kết Zalo Cloud Account',
  ];
  return { grade: 'fine', text: `${who}; ${facts.join(', ')}` };
}

function quotaLine({ result }: QuotaCheck, zone: string): Graded {
  if (result.kind === 'ok') {
    const last =
      result.lastInteraction === undefined
        ? 'Zalo không ghi tương tác nào'
        : `tương tác cuối ${formatMoment(result.lastInteraction, zone)}`;
    return { grade: 'fine', text: `Zalo OA: đọc được hạn mức của người nhắn gần nhất (${last})` };
  }
  // Nothing that goes out depends on it.
  return { grade: 'note', text: `Zalo OA: gói hoặc quyền hiện có không cho đọc hạn mức (${result.reason})` };
}

function templateLine({ template, id, result }: TemplateCheck): Graded {
  const name = `Tin mẫu ${template} (${id})`;
  const compare = 'so bằng lệnh npx hai-chieu zalo templates --check';
  if (result.kind === 'refused')
    return {
      grade: 'fault',
      text: `${name}: Zalo không nhận số mẫu (${result.reason}): kiểm tra ZALO_TEMPLATES`,
    };
  if (result.kind !== 'ok')
    return unanswered(name, result, 'quản trị viên OA cấp quyền gửi tin mẫu cho ứng dụng');
  return result.status === 'ENABLE'
    ? { grade: 'fine', text: `${name}: Zalo đã duyệt` }
    : {
        grade: 'fault',
        text: `${name}: chưa gửi được (${result.status ?? 'Zalo không nói tình trạng'}): chờ Zalo duyệt, hoặc ${compare}`,
      };
}

function addressLine({ origin, result }: AddressCheck): Graded {
  const proxy = 'kiểm tra tên miền, chứng thư số, tường lửa và máy chủ chuyển tiếp (proxy)';
  switch (result.kind) {
    case 'ok':
      return { grade: 'fine', text: `PUBLIC_URL: ${origin} dẫn tới dịch vụ` };
    case 'other':
      return {
        grade: 'fault',
        text: `PUBLIC_URL: ${origin} trả lời HTTP ${result.status} ở /healthz, không phải dịch vụ này: chạy dịch vụ (npm start) và ${proxy}`,
      };
    case 'unreachable':
      return {
        grade: 'fault',
        text: `PUBLIC_URL: từ máy này không tới được ${origin} (${waitedWords(result.reason)}): ${proxy}`,
      };
  }
}

/** Codes are kept, for they are what one looks up. */
function waitedWords(reason: string): string {
  return reason.replace(/^no answer within (\d+) s$/, 'quá $1 giây');
}

function unanswered(name: string, { kind, reason }: NoAnswer, renewal: string): Graded {
  switch (kind) {
    case 'credential':
      return { grade: 'fault', text: `${name}: mã truy cập không được nhận (${reason}): ${renewal}` };
    case 'configuration':
      return {
        grade: 'fault',
        text: `${name}: gói, xác thực hoặc quyền chưa đủ (${reason}): sửa tại oa.zalo.me và developers.zalo.me`,
      };
    case 'account-lost':
      return {
        grade: 'fault',
        text: `${name}: tài khoản bị gỡ hoặc vi phạm (${reason}): vào oa.zalo.me ngay, kết nối mọi người qua kênh khác`,
      };
    case 'too-many-requests':
      return { grade: 'note', text: `${name}: đang hạn chế số lần hỏi (${reason}): thử lại sau một phút` };
    case 'unreachable':
      return {
        grade: 'fault',
        text: `${name}: không trả lời (${waitedWords(reason)}): lỗi đường mạng hoặc nền tảng gián đoạn; kiểm tra tường lửa rồi thử lại`,
      };
    case 'refused':
      return { grade: 'fault', text: `${name}: từ chối trả lời (${reason}): xin báo người bảo trì` };
  }
}
