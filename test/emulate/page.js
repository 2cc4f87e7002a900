const find = (selector) => document.querySelector(selector);
const people = find('#people ul');
const lines = find('#chat ol');
let state = { chats: [] };
let chosen;
const ROLES = {
  contact: 'đầu mối',
  superior: 'người đứng đầu',
  leader: 'lãnh đạo',
  coordinator: 'cán bộ tổng hợp',
  operator: 'người vận hành',
};

async function ask(path, body) {
  const response = await fetch(
    path,
    body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  );
  const answer = await response.json();
  find('#failure').textContent = response.ok ? '' : (answer.error ?? 'Không làm được');
  return answer;
}

function element(name, text, more = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...more });
}

const COSTS = { free: 'miễn phí', package: 'trừ vào gói', paid: '55 đồng', template: 'tin mẫu' };
const MARKS = { 'zalo-bot': 'Bot', 'zalo-oa': 'OA' };

function windowWords({ channel, idleHours, isFollower }) {
  if (channel === 'zalo-bot') return 'Bot miễn phí: không có cửa sổ thời gian, không có nút';
  const follows = isFollower ? 'đã quan tâm' : 'chưa quan tâm';
  if (idleHours === undefined) return `OA: ${follows}, chưa tương tác nên chưa nhắn được`;
  const within = (words, hours) =>
    ['OA:', `${follows},`, words, Math.ceil(hours - idleHours), 'giờ nữa'].join(' ');
  if (idleHours <= 48) return within('nhắn miễn phí', 48);
  if (idleHours <= 168) return within('nhắn có phí', 168);
  return `OA: ${follows}, quá 7 ngày, chỉ còn tin mẫu`;
}

function bubble({ from, text, buttons, cost }, chat) {
  const item = element('li', text, { className: from });
  for (const title of buttons) {
    item.append(element('button', title, { onclick: () => act(chat.id, { do: 'tap', title }) }));
  }
  if (cost) item.append(element('small', COSTS[cost]));
  return item;
}

function show() {
  people.replaceChildren(
    ...state.chats.map(({ id, name, channel }) => {
      const button = element('button', [name, MARKS[channel]].join(' · '), { onclick: () => choose(id) });
      button.setAttribute('aria-pressed', String(id === chosen));
      const item = document.createElement('li');
      item.append(button);
      return item;
    }),
  );
  const chat = state.chats.find(({ id }) => id === chosen);
  find('#gestures').hidden = find('#say').hidden = !chat;
  find('#window').textContent = chat ? windowWords(chat) : 'Thêm một người, rồi nhắn tin thay họ.';
  for (const button of document.querySelectorAll('[data-oa]')) button.hidden = chat?.channel !== 'zalo-oa';
  const count = chat?.lines.length ?? 0;
  if (lines.dataset.of === chosen && lines.childElementCount === count) return;
  lines.dataset.of = chosen ?? '';
  lines.replaceChildren(...(chat?.lines ?? []).map((line) => bubble(line, chat)));
  lines.scrollTop = lines.scrollHeight;
}

async function refresh() {
  const response = await fetch('/state');
  if (!response.ok) return;
  state = await response.json();
  const at = new Date(state.clock.replace(/\[.*$/, ''));
  find('#clock').textContent = at.toLocaleString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    weekday: 'long',
    day: 'numeric',
    month: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const [answer] = state.oa.answers;
  find('#costs').textContent = [
    `Bot ${state.bot.used}/3.000 tin`,
    `OA còn ${state.oa.balanceVnd.toLocaleString('vi-VN')} đồng`,
    ...(answer !== undefined && answer !== 200 ? [`webhook OA trả lời ${answer}`] : []),
  ].join(' · ');
  show();
}

function choose(id) {
  chosen = id;
  show();
}

async function act(id, what) {
  await ask(`/chats/${id}`, what);
  await refresh();
}

find('#add').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { id } = await ask('/chats', Object.fromEntries(new FormData(event.target)));
  event.target.reset();
  await refresh();
  choose(id);
});

find('#say').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = find('textarea').value;
  find('textarea').value = '';
  await act(chosen, { do: 'say', text });
});

find('textarea').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  find('#say').requestSubmit();
});

for (const button of document.querySelectorAll('[data-do]')) {
  const perform = async () => {
    const caption = find('textarea').value;
    if (button.dataset.do === 'photo') find('textarea').value = '';
    await act(chosen, { do: button.dataset.do, caption });
  };
  button.addEventListener('click', () => void perform());
}

for (const button of document.querySelectorAll('[data-jump]')) {
  const jump = async () => {
    await ask('/clock', { jump: button.dataset.jump });
    await refresh();
  };
  button.addEventListener('click', () => void jump());
}

find('#code').addEventListener('change', async (event) => {
  const { code } = await ask('/codes', { person: event.target.value });
  if (code) find('textarea').value = code;
  event.target.selectedIndex = 0;
});

const known = await ask('/people');
find('#code').append(
  element('option', 'Mã mời của…', { value: '' }),
  ...known.map(({ person, name, role, unit }) =>
    element('option', [name, ROLES[role], unit].filter(Boolean).join(', '), { value: person }),
  ),
);
await refresh();
// A page to look at, on this machine: nothing is saved by pushing.
setInterval(() => void refresh(), 1000);
