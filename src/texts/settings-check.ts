import { OFFICIAL_ROOTS, type RootName } from '../core/organization/official-roots.ts';
import { addressFault } from '../core/organization/public-address.ts';
import { TEMPLATE_KINDS, type TemplateKind } from '../core/zalo-oa/templates.ts';
import type { Graded } from './finding.ts';

/** The settings that can stand and still not work; those that cannot stop the start with a line of their own. */
export type CheckedSettings = {
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly appSecret: string | undefined;
  readonly telegram: { readonly apiRoot: string; readonly mode: 'polling' | 'webhook' } | undefined;
  readonly zaloBot:
    | {
        readonly token: string;
        readonly apiRoot: string;
        readonly webhook: object | undefined;
        readonly hasUnusedSecret: boolean;
      }
    | undefined;
  readonly zaloOa:
    | {
        readonly apiRoot: string;
        readonly oauthRoot: string;
        readonly znsRoot: string;
        readonly signatureMode: 'strict' | 'log';
        readonly templates: Readonly<Partial<Record<TemplateKind, object>>>;
      }
    | undefined;
};

/** What `doctor` says of the settings of the channels in use. */
export function settingsFindings(settings: CheckedSettings): readonly Graded[] {
  return [
    ...addressLines(settings),
    ...zaloBotLines(settings),
    ...secretLines(settings),
    ...signatureLines(settings),
    ...templateLines(settings),
    ...rootLines(settings),
  ];
}

function addressLines({ publicUrl, telegram, zaloBot, zaloOa }: CheckedSettings): readonly Graded[] {
  const users = [
    ...(telegram?.mode === 'webhook' ? ['Telegram'] : []),
    ...(zaloBot?.webhook ? ['Zalo Bot'] : []),
    ...(zaloOa ? ['Zalo OA'] : []),
  ];
  if (users.length === 0) return [];
  const names = users.join(', ');
  const found = addressFault(publicUrl);
  const example = 'ví dụ: PUBLIC_URL=https://bot.example.vn';
  switch (found) {
    case undefined:
      return [{ grade: 'fine', text: `PUBLIC_URL: đúng dạng để ${names} gửi tin tới` }];
    case 'missing':
      return [
        { grade: 'fault', text: `PUBLIC_URL: chưa đặt nên ${names} không gửi tin tới được; ${example}` },
      ];
    case 'not-https':
      return [
        { grade: 'fault', text: `PUBLIC_URL: không dùng https nên ${names} không gửi tin tới; ${example}` },
      ];
    case 'not-public':
      return [
        {
          grade: 'fault',
          text: `PUBLIC_URL: là địa chỉ nội bộ hoặc địa chỉ số, ${names} không gửi tin tới: cần một tên miền công khai; ${example}`,
        },
      ];
    case 'port':
      return [
        {
          grade: zaloOa ? 'fault' : 'note',
          text: `PUBLIC_URL: có số cổng${zaloOa ? ', Zalo OA chỉ nhận cổng 443' : ''}: cho máy chủ chuyển tiếp (proxy) nhận ở cổng 443 và bỏ số cổng; ${example}`,
        },
      ];
  }
}

function zaloBotLines({ zaloBot }: CheckedSettings): readonly Graded[] {
  if (!zaloBot) return [];
  const hasUsualShape = /^\d+:\S+$/.test(zaloBot.token);
  return [
    hasUsualShape
      ? { grade: 'fine', text: 'ZALO_BOT_TOKEN: đúng dạng số:chuỗi' }
      : {
          grade: 'note',
          text: 'ZALO_BOT_TOKEN: không có dạng số:chuỗi thường gặp; nếu Zalo không nhận, chép lại nguyên mã từ “Zalo Bot Manager”',
        },
    ...(zaloBot.hasUnusedSecret
      ? [
          {
            grade: 'fault',
            text: 'ZALO_BOT_WEBHOOK_SECRET: đã đặt nhưng PUBLIC_URL không phải địa chỉ https, nên hệ thống vẫn hỏi tin và tin tới khi dịch vụ dừng có thể mất; đặt PUBLIC_URL, hoặc bỏ ZALO_BOT_WEBHOOK_SECRET',
          } as const,
        ]
      : []),
  ];
}

/** In the embedded database the installation's own secret lies beside what it encrypts. */
function secretLines({ zaloOa, databaseUrl, appSecret }: CheckedSettings): readonly Graded[] {
  if (!zaloOa) return [];
  if (appSecret !== undefined)
    return [{ grade: 'fine', text: 'APP_SECRET: đã đặt, dùng để mã hóa mã truy cập Zalo OA' }];
  if (databaseUrl === undefined) return [];
  return [
    {
      grade: 'note',
      text: 'APP_SECRET: chưa đặt, khóa nằm trong DATA_DIR của máy này; máy khác dùng chung cơ sở dữ liệu sẽ không đọc được mã Zalo OA: đặt APP_SECRET giống nhau ở mọi máy',
    },
  ];
}

function signatureLines({ zaloOa }: CheckedSettings): readonly Graded[] {
  if (zaloOa?.signatureMode !== 'log') return [];
  return [
    {
      grade: 'note',
      text: 'ZALO_OA_SIGNATURE: đang là log, tin sai chữ ký bị bỏ qua mà Zalo không gửi lại; khi nhật ký báo chữ ký đúng, bỏ biến này rồi khởi động lại',
    },
  ];
}

/** Whether they are still approved only `zalo templates --check` can say. */
function templateLines({ zaloOa }: CheckedSettings): readonly Graded[] {
  if (!zaloOa) return [];
  const lacking = TEMPLATE_KINDS.filter((kind) => !zaloOa.templates[kind]);
  return lacking.length === 0
    ? [
        {
          grade: 'fine',
          text: 'ZALO_TEMPLATES: đủ mẫu cho người quá 7 ngày chưa nhắn tới; xem còn được duyệt không bằng npx hai-chieu zalo templates --check',
        },
      ]
    : [
        {
          grade: 'note',
          text: `ZALO_TEMPLATES: chưa có mẫu ${lacking.join(', ')}: ai quá 7 ngày chưa nhắn tới thì tin này đi kênh khác hoặc được giữ lại; lấy nguyên văn mẫu để xin Zalo duyệt bằng npx hai-chieu zalo templates`,
        },
      ];
}

function rootLines({ telegram, zaloBot, zaloOa }: CheckedSettings): readonly Graded[] {
  const roots: readonly (readonly [RootName, string | undefined])[] = [
    ['TELEGRAM_API_ROOT', telegram?.apiRoot],
    ['ZALO_BOT_API_ROOT', zaloBot?.apiRoot],
    ['ZALO_OA_API_ROOT', zaloOa?.apiRoot],
    ['ZALO_OAUTH_ROOT', zaloOa?.oauthRoot],
    ['ZALO_ZNS_API_ROOT', zaloOa?.znsRoot],
  ];
  return roots.flatMap(([name, root]): Graded[] =>
    root === undefined || root === OFFICIAL_ROOTS[name]
      ? []
      : [
          {
            grade: 'note',
            text: `${name}: đang hỏi ${new URL(root).host}, không phải máy chủ chính thức; để trống nếu không cố ý`,
          },
        ],
  );
}
