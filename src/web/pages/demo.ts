import { html } from 'hono/html';
import type { Role } from '../../core/organization/organization.ts';
import type { DemoPerson } from '../../db/queries/demo.ts';
import type { Markup } from './demo-bubble.ts';
import { icon } from './demo-icons.ts';

export type DemoPage = {
  readonly people: readonly DemoPerson[];
  readonly left: DemoPerson;
  readonly right: DemoPerson;
  readonly clock: { readonly words: string; readonly field: string };
};

const JUMP_LABELS = [
  ['plus-hour', '+1 giờ'],
  ['plus-day', '+1 ngày'],
  ['day-before-due', 'Trước hạn 1 ngày'],
  ['next-monday', 'Thứ Hai 7:00'],
] as const;

/** The demo phones: two chats beside each other, and a clock to jump with. Their messages come by `/demo/events`. */
export function demoPage({ people, left, right, clock }: DemoPage): Markup {
  return document(html`
    <header class="bar">
      <p class="brand">${icon('brand')}<b>Hai Chiều</b> <span>Điện thoại thử</span></p>
      ${clockBar(clock)}
    </header>
    <nav class="tabs" aria-label="Chọn điện thoại">${tab('left', left)}${tab('right', right)}</nav>
    <main>${phone('left', left)}${phone('right', right)}</main>
    ${picker(people)}
  `);
}

/** Shown while nobody was entered: a phone needs an owner. */
export function emptyDemoPage(): Markup {
  return document(
    html`<main class="empty">
      <h1>Chưa có ai trong danh sách</h1>
      <p>
        Nạp danh sách đơn vị và người dùng bằng lệnh <code>npx hai-chieu org import FILE</code>, rồi tải lại
        trang này.
      </p>
    </main>`,
  );
}

function document(content: Markup): Markup {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Hai Chiều · Điện thoại thử</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/demo/phones.css" />
        <script type="module" src="/demo/phones.js"></script>
      </head>
      <body>
        ${content}
      </body>
    </html>`;
}

function clockBar(clock: DemoPage['clock']): Markup {
  return html`<div class="clock">
    <button type="button" class="now" id="now" aria-expanded="false" aria-controls="jumps">
      ${icon('clock')}<time id="clock">${clock.words}</time>${icon('down')}
    </button>
    <div class="jumps" id="jumps" role="group" aria-label="Tua đồng hồ">
      ${JUMP_LABELS.map(([jump, label]) => html`<button type="button" data-jump="${jump}">${label}</button>`)}
      <form id="moment">
        <label class="unseen" for="to">Ngày giờ khác</label>
        <input id="to" type="datetime-local" value="${clock.field}" required />
        <button type="submit">Đặt giờ</button>
      </form>
    </div>
    <p class="notice" id="notice" role="status">Tua đồng hồ: mọi việc đến hạn chạy ngay như thật.</p>
  </div>`;
}

function tab(side: 'left' | 'right', person: DemoPerson): Markup {
  return html`<button type="button" class="tab" data-side="${side}" aria-pressed="${side === 'left'}">
    ${avatar(person)}<span class="name">${person.name}</span><span class="unread" hidden></span>
  </button>`;
}

function phone(side: 'left' | 'right', person: DemoPerson): Markup {
  return html`<section
    class="phone"
    data-side="${side}"
    data-person="${person.code}"
    aria-label="Điện thoại của ${person.name}"
  >
    <header>
      ${avatar(person)}
      <div class="who">
        <h2 class="name">${person.name}</h2>
        <p class="place">${placeLine(person)}</p>
      </div>
      <span class="unread" hidden></span>
      <button type="button" class="swap">Đổi người<span class="dot" hidden></span></button>
    </header>
    <div class="screen">
      <div class="chat" role="log" aria-label="Tin nhắn" tabindex="0"></div>
      <p class="blank" hidden>Chưa có tin nhắn. Thử gõ “hướng dẫn”, hoặc gõ mã mời nếu đã nhận được.</p>
      <button type="button" class="newer" hidden>${icon('down')}Tin mới</button>
    </div>
    <p class="problem" role="alert" hidden></p>
    <form class="composer">
      <button type="button" class="attach" aria-label="Chọn ảnh, tệp">${icon('attach')}</button>
      <input type="file" multiple hidden />
      <textarea rows="1" aria-label="Tin nhắn" placeholder="Nhắn tin…" enterkeyhint="send"></textarea>
      <button type="submit" class="send" aria-label="Gửi">${icon('send')}</button>
    </form>
  </section>`;
}

function picker(people: readonly DemoPerson[]): Markup {
  return html`<dialog id="picker" aria-labelledby="picker-title">
    <header>
      <h2 id="picker-title">Cầm điện thoại của ai?</h2>
      <button type="button" class="close" aria-label="Đóng">${icon('close')}</button>
    </header>
    <input id="filter" type="search" placeholder="Tìm theo tên, đơn vị…" aria-label="Tìm người" />
    <div class="groups">
      ${groups(people).map(
        ([title, members]) =>
          html`<section>
            <h3>${title}</h3>
            ${members.map(option)}
          </section>`,
      )}
      <p class="nobody" hidden>Không tìm thấy ai.</p>
    </div>
  </dialog>`;
}

function option(person: DemoPerson): Markup {
  return html`<button type="button" class="person" data-person="${person.code}">
    ${avatar(person)}
    <span class="who"
      ><span class="name">${person.name}</span><span class="place">${placeLine(person)}</span></span
    >
    <span class="held"></span>
    <span class="dot" hidden></span>
  </button>`;
}

const NO_POST = 'Chưa giữ chức danh';

/** By what they do, in the order of their posts; the leaders of each body apart. */
function groups(people: readonly DemoPerson[]): [string, DemoPerson[]][] {
  const found = new Map<string, DemoPerson[]>();
  for (const role of ROLE_ORDER) {
    for (const person of people) {
      if ((person.post?.role ?? null) !== role) continue;
      const title = groupTitle(person.post);
      const members = found.get(title);
      if (members === undefined) found.set(title, [person]);
      else members.push(person);
    }
  }
  return [...found];
}

const ROLE_ORDER: readonly (Role | null)[] = [
  'contact',
  'leader',
  'superior',
  'coordinator',
  'operator',
  null,
];

const ROLE_TITLES: Readonly<Record<Exclude<Role, 'leader'>, string>> = {
  contact: 'Đầu mối báo cáo',
  superior: 'Cấp trên của đơn vị',
  coordinator: 'Tổng hợp',
  operator: 'Vận hành',
};

function groupTitle(post: DemoPerson['post']): string {
  if (post === null) return NO_POST;
  return post.role === 'leader' ? `Lãnh đạo ${post.placeName}` : ROLE_TITLES[post.role];
}

function placeLine({ post }: DemoPerson): string {
  return post === null ? NO_POST : `${post.placeName} · ${post.title}`;
}

const TONES = 6;

/** First letters of the first and the last word of the name, on one of six colours that stays with the person. */
function avatar(person: DemoPerson): Markup {
  const words = person.name.trim().split(/\s+/);
  const letters = [...new Set([words[0], words.at(-1)])].map((word) => (word ?? '').slice(0, 1)).join('');
  const tone = Buffer.from(person.code).reduce((sum, byte) => sum + byte, 0) % TONES;
  return html`<span class="avatar tone-${tone}" aria-hidden="true">${letters.toUpperCase()}</span>`;
}
