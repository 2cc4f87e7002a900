// The demo phones' page. The server words and renders everything; this file carries messages to and fro.

const phones = new Map(
  [...document.querySelectorAll('.phone')].map((node) => [node.dataset.side, makePhone(node)]),
);
const picker = document.querySelector('#picker');
const notice = document.querySelector('#notice');
const SEEN = 'hai-chieu-demo-seen';
const NEAR_END_PIXELS = 80;

let active = 'left';
let newest = {};
let events;

function makePhone(node) {
  const find = (selector) => node.querySelector(selector);
  const tab = document.querySelector(`.tab[data-side="${node.dataset.side}"]`);
  return {
    node,
    tab,
    chat: find('.chat'),
    blank: find('.blank'),
    newer: find('.newer'),
    problem: find('.problem'),
    form: find('.composer'),
    input: find('textarea'),
    files: find('input[type=file]'),
    swap: find('.swap'),
    badges: [find('.unread'), tab.querySelector('.unread')],
    unread: 0,
    atEnd: true,
    person: node.dataset.person,
  };
}

// What the server tells

function listen() {
  events?.close();
  const people = new Set([...phones.values()].map((phone) => phone.person));
  const query = new URLSearchParams([...people].map((person) => ['person', person]));
  events = new EventSource(`/demo/events?${query}`);
  events.addEventListener('clock', ({ data }) => showClock(JSON.parse(data)));
  events.addEventListener('bubbles', ({ data }) => showBubbles(JSON.parse(data)));
  events.addEventListener('newest', ({ data }) => {
    newest = JSON.parse(data);
    showDots();
  });
  events.addEventListener('open', () => document.body.classList.remove('away'));
  // The browser tries again by itself, but not after a refusal.
  events.addEventListener('error', () => {
    document.body.classList.add('away');
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

function showClock({ words, field }) {
  document.querySelector('#clock').textContent = words;
  const to = document.querySelector('#to');
  if (document.activeElement !== to) to.value = field;
}

function showBubbles({ person, first, bubbles }) {
  for (const phone of phones.values()) {
    if (phone.person !== person) continue;
    const atEnd = first || phone.atEnd;
    let told = 0;
    for (const bubble of bubbles) {
      const shown = phone.chat.querySelector(`#${CSS.escape(bubble.id)}`);
      if (shown?.dataset.edition === String(bubble.edition)) continue;
      const holder = document.createElement('template');
      holder.innerHTML = bubble.html;
      if (shown) {
        shown.replaceWith(holder.content);
        continue;
      }
      const before = bubble.after && phone.chat.querySelector(`#${CSS.escape(bubble.after)}`);
      if (before) before.after(holder.content);
      else if (bubble.after) phone.chat.append(holder.content);
      else phone.chat.prepend(holder.content);
      if (bubble.from === 'bot') told += 1;
    }
    phone.blank.hidden = phone.chat.childElementCount > 0;
    if (atEnd) toEnd(phone);
    else if (told > 0) phone.newer.hidden = false;
    if (first || isHeld(phone)) setUnread(phone, 0);
    else setUnread(phone, phone.unread + told);
    remember(phone);
  }
}

// A phone in the hand

function isShown(phone) {
  return phone.node.offsetParent !== null;
}

function isHeld(phone) {
  return phone.node.dataset.side === active;
}

function hold(side) {
  active = side;
  document.body.dataset.active = side;
  for (const [name, phone] of phones) phone.tab.setAttribute('aria-pressed', String(name === side));
  const phone = phones.get(side);
  setUnread(phone, 0);
  remember(phone);
}

function setUnread(phone, count) {
  phone.unread = count;
  for (const badge of phone.badges) {
    badge.hidden = count === 0;
    badge.textContent = String(count);
    badge.setAttribute('aria-label', `${count} tin chưa đọc`);
  }
}

function isAtEnd({ chat }) {
  return chat.scrollHeight - chat.scrollTop - chat.clientHeight < NEAR_END_PIXELS;
}

function toEnd(phone) {
  phone.chat.scrollTop = phone.chat.scrollHeight;
  phone.newer.hidden = true;
}

// What was seen, so that the picker can mark those who got something new

function readSeen() {
  try {
    return JSON.parse(localStorage.getItem(SEEN) ?? '{}');
  } catch {
    return {};
  }
}

function remember(phone) {
  if (!isShown(phone)) return;
  const last = [...phone.chat.querySelectorAll('.bot')].at(-1)?.id.replace('out-', '');
  if (last) localStorage.setItem(SEEN, JSON.stringify({ ...readSeen(), [phone.person]: Number(last) }));
  showDots();
}

function showDots() {
  const seen = readSeen();
  const held = new Set([...phones.values()].map((phone) => phone.person));
  let others = 0;
  for (const option of picker.querySelectorAll('.person')) {
    const { person } = option.dataset;
    const last = newest[person] ?? 0;
    // Not "lower than": a higher number was seen in a database that is gone.
    const unread = !held.has(person) && last > 0 && seen[person] !== last;
    option.querySelector('.dot').hidden = !unread;
    option.querySelector('.held').textContent = held.has(person) ? 'Đang mở' : '';
    if (unread) others += 1;
  }
  for (const phone of phones.values()) phone.swap.querySelector('.dot').hidden = others === 0;
}

// What the person does

async function post(path, body, type = 'application/json') {
  try {
    const headers = { 'content-type': type };
    const response = await fetch(path, { method: 'POST', headers, body });
    const answer = await response.json();
    return response.ok ? answer : { error: answer.error ?? 'Có lỗi, đồng chí thử lại.' };
  } catch {
    return { error: 'Mất kết nối với Hai Chiều. Tin chưa gửi được, đồng chí thử lại.' };
  }
}

function say(phone, said) {
  return busy(phone, () => post('/demo/messages', JSON.stringify({ person: phone.person, ...said })));
}

async function busy(phone, act) {
  phone.node.setAttribute('aria-busy', 'true');
  toEnd(phone);
  const { error } = await act();
  phone.node.removeAttribute('aria-busy');
  phone.problem.textContent = error ?? '';
  phone.problem.hidden = error === undefined;
  return error === undefined;
}

async function sendText(phone) {
  const text = phone.input.value;
  if (text.trim() === '' || phone.node.hasAttribute('aria-busy')) return;
  phone.input.value = '';
  fit(phone.input);
  const sent = await say(phone, { text });
  if (!sent && phone.input.value === '') phone.input.value = text;
  fit(phone.input);
}

// Several files are an album, as on the platforms; what is typed already is the caption of the first.
async function sendFiles(phone) {
  const files = [...phone.files.files];
  if (files.length === 0 || phone.node.hasAttribute('aria-busy')) return;
  const album = files.length > 1 ? { album: crypto.randomUUID() } : {};
  let caption = phone.input.value;
  for (const file of files) {
    const about = new URLSearchParams({ person: phone.person, name: file.name, caption, ...album });
    const type = file.type || 'application/octet-stream';
    // One after the other, in the order in which they were chosen.
    if (!(await busy(phone, () => post(`/demo/files?${about}`, file, type)))) break;
    phone.input.value = '';
    caption = '';
  }
  phone.files.value = '';
  fit(phone.input);
}

function fit(input) {
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight}px`;
}

for (const [side, phone] of phones) {
  phone.tab.addEventListener('click', () => hold(side));
  phone.node.addEventListener('pointerdown', () => hold(side));
  phone.node.addEventListener('focusin', () => hold(side));
  phone.form.addEventListener('submit', (event) => {
    event.preventDefault();
    void sendText(phone);
  });
  phone.node.querySelector('.attach').addEventListener('click', () => phone.files.click());
  phone.files.addEventListener('change', () => void sendFiles(phone));
  phone.input.addEventListener('input', () => fit(phone.input));
  phone.input.addEventListener('keydown', (event) => {
    // While a Vietnamese keyboard composes a letter, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    phone.form.requestSubmit();
  });
  phone.chat.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-tap]');
    if (!button || phone.node.hasAttribute('aria-busy')) return;
    button.classList.add('tapped');
    await say(phone, { tap: button.dataset.tap });
    button.classList.remove('tapped');
  });
  phone.chat.addEventListener('scroll', () => {
    phone.atEnd = isAtEnd(phone);
    if (phone.atEnd) phone.newer.hidden = true;
  });
  // A screen that becomes smaller (keyboard, clock bar) keeps its last message in sight.
  new ResizeObserver(() => phone.atEnd && toEnd(phone)).observe(phone.chat);
  phone.newer.addEventListener('click', () => toEnd(phone));
  phone.swap.addEventListener('click', () => {
    hold(side);
    picker.showModal();
  });
}

// Whose phone it is

function give(phone, option) {
  picker.close();
  if (option.dataset.person === phone.person) return;
  phone.person = option.dataset.person;
  phone.node.dataset.person = phone.person;
  const name = option.querySelector('.name').textContent;
  phone.node.setAttribute('aria-label', `Điện thoại của ${name}`);
  phone.node.querySelector('.place').textContent = option.querySelector('.place').textContent;
  for (const holder of [phone.node, phone.tab]) {
    holder.querySelector('.name').textContent = name;
    holder.querySelector('.avatar').replaceWith(option.querySelector('.avatar').cloneNode(true));
  }
  phone.chat.replaceChildren();
  phone.problem.hidden = true;
  const sides = [...phones].map(([side, { person }]) => [side, person]);
  history.replaceState(null, '', `?${new URLSearchParams(sides)}`);
  listen();
}

picker.addEventListener('click', ({ target }) => {
  const option = target.closest('.person');
  if (option) give(phones.get(active), option);
  // A click beside the dialog's content lands on the dialog itself.
  else if (target === picker || target.closest('.close')) picker.close();
});

document.querySelector('#filter').addEventListener('input', ({ target }) => {
  const wanted = plain(target.value);
  let found = 0;
  for (const group of picker.querySelectorAll('section')) {
    let inGroup = 0;
    for (const option of group.querySelectorAll('.person')) {
      option.hidden = !plain(option.textContent).includes(wanted);
      if (!option.hidden) inGroup += 1;
    }
    group.hidden = inGroup === 0;
    found += inGroup;
  }
  picker.querySelector('.nobody').hidden = found > 0;
});

function plain(text) {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').trim();
}

// The clock

const jumps = document.querySelector('#jumps');

async function jump(body) {
  jumps.setAttribute('aria-busy', 'true');
  notice.textContent = 'Đang chạy…';
  const { error, did } = await post('/demo/clock', JSON.stringify(body));
  notice.textContent = error ?? did;
  notice.classList.toggle('failed', error !== undefined);
  jumps.removeAttribute('aria-busy');
}

jumps.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-jump]');
  if (button && !jumps.hasAttribute('aria-busy')) void jump({ jump: button.dataset.jump });
});

document.querySelector('#moment').addEventListener('submit', (event) => {
  event.preventDefault();
  if (!jumps.hasAttribute('aria-busy')) void jump({ to: document.querySelector('#to').value });
});

document.querySelector('#now').addEventListener('click', ({ currentTarget }) => {
  const open = document.body.classList.toggle('jumping');
  currentTarget.setAttribute('aria-expanded', String(open));
});

hold('left');
listen();
