import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAll, startPlatform, type PlatformServer } from './platform-http.ts';
import { startZaloOaApi, type ZaloOaApi, type ZaloOaApiOptions } from './zalo-oa-api.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './zalo-oa/clock.ts';
import { waitFor } from './wait-for.ts';

const AN = '7710000000000000001';
const CS = '/v3.0/oa/message/cs';

let oa: ZaloOaApi;

async function start(options: ZaloOaApiOptions = {}): Promise<void> {
  oa = await startZaloOaApi(options);
}

afterEach(() => oa.close());

type Answer = Readonly<Record<string, unknown>>;

const root = (name: string) => oa.environment()[name] ?? '';

async function call(path: string, body: unknown, token = oa.tokens.accessToken): Promise<Answer> {
  const isBusiness = path.startsWith('/message/') || path.startsWith('/template/');
  const response = await fetch(root(isBusiness ? 'ZALO_ZNS_API_ROOT' : 'ZALO_OA_API_ROOT') + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', access_token: token },
    body: JSON.stringify(body),
  });
  return JSON.parse(await response.text());
}

async function read(path: string, data: unknown): Promise<Answer> {
  const query = new URLSearchParams({ data: JSON.stringify(data) }).toString();
  const response = await fetch(`${root('ZALO_OA_API_ROOT')}${path}?${query}`, {
    headers: { access_token: oa.tokens.accessToken },
  });
  return JSON.parse(await response.text());
}

const send = (message: unknown, userId = AN) => call(CS, { recipient: { user_id: userId }, message });

async function oauth(form: Readonly<Record<string, string>>, secret = root('ZALO_OA_APP_SECRET')) {
  const response = await fetch(`${root('ZALO_OAUTH_ROOT')}/v4/oa/access_token`, {
    method: 'POST',
    headers: { secret_key: secret },
    body: new URLSearchParams({ app_id: root('ZALO_OA_APP_ID'), ...form }),
  });
  const answer: Answer = JSON.parse(await response.text());
  return { status: response.status, answer };
}

const refresh = (token: string) => oauth({ grant_type: 'refresh_token', refresh_token: token });

async function upload(kind: 'image' | 'file', name: string, bytes: number): Promise<Answer> {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], name));
  const response = await fetch(`${root('ZALO_OA_API_ROOT')}/v2.0/oa/upload/${kind}`, {
    method: 'POST',
    headers: { access_token: oa.tokens.accessToken },
    body: form,
  });
  return JSON.parse(await response.text());
}

describe('its tokens', () => {
  beforeEach(() => start());

  it('rotate: a refresh token works once, and the access token before dies', async () => {
    const [first, access] = [oa.tokens.refreshToken, oa.tokens.accessToken];
    await oa.say(AN, 'xin chào');
    expect((await refresh(first)).answer).toMatchObject({
      access_token: oa.tokens.accessToken,
      refresh_token: oa.tokens.refreshToken,
      expires_in: '90000',
    });
    expect(await refresh(first)).toMatchObject({ status: 200, answer: { error: -14_014 } });
    expect(await call(CS, {}, access)).toMatchObject({ error: -216 });
    expect(await call('/message/template', {}, access)).toMatchObject({ error: -124 });
    expect(await send({ text: 'chào' })).toMatchObject({ error: 0 });
  });

  it('die of age: the access token after 25 hours, the refresh token after three months', async () => {
    await oa.clock.forward(25 * HOUR_MS + 1);
    expect(await send({ text: 'chào' })).toMatchObject({ error: -220 });
    await oa.clock.forward(90 * DAY_MS);
    expect((await refresh(oa.tokens.refreshToken)).answer).toMatchObject({ error: -14_014 });
  });

  it('come of a consent whose code is good once, for who knows the verifier', async () => {
    const verifier = 'v'.repeat(43);
    const link = new URL(`${root('ZALO_OAUTH_ROOT')}/v4/oa/permission`);
    link.search = new URLSearchParams({
      app_id: root('ZALO_OA_APP_ID'),
      redirect_uri: 'https://bot.example.vn/back',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      state: 's1',
    }).toString();
    const consent = async () => {
      const { headers } = await fetch(link, { redirect: 'manual' });
      return new URL(headers.get('location') ?? '').searchParams;
    };
    const back = await consent();
    expect(back.get('oa_id')).toBe(oa.oaId);
    expect(back.get('state')).toBe('s1');
    const exchange = (code: string | null, code_verifier = verifier) =>
      oauth({ grant_type: 'authorization_code', code: code ?? '', code_verifier });
    expect((await exchange(back.get('code'))).answer).toHaveProperty('refresh_token');
    expect((await exchange(back.get('code'))).answer).toHaveProperty('error');
    expect((await exchange((await consent()).get('code'), 'w'.repeat(43))).answer).toHaveProperty('error');
  });
});

const buttons = (count: number, title = 'Gửi') =>
  Array.from({ length: count }, () => ({ title, type: 'oa.query.hide', payload: '#gui' }));
const choice = (payload: object) => ({ text: 'Gửi không?', attachment: { type: 'template', payload } });

describe('its messages', () => {
  beforeEach(() => start({ account: { packageMessages: 1, balanceVnd: 60 } }));

  it('are free for 48 hours, then from the package, then paid, and end after 7 days', async () => {
    expect(await send({ text: 'chào' })).toMatchObject({ error: -230 });
    await oa.say(AN, 'xin chào');
    expect(await send({ text: 'chào' })).toMatchObject({
      error: 0,
      data: { user_id: AN, quota: { quota_type: 'reply' } },
    });
    await oa.clock.forward(47 * HOUR_MS);
    await refresh(oa.tokens.refreshToken);
    await send({ text: 'còn miễn phí' });
    await oa.clock.forward(2 * HOUR_MS);
    expect(await send({ text: 'gói' })).toMatchObject({ data: { quota: { quota_type: 'sub_quota' } } });
    expect((await send({ text: 'trả tiền' }))['data']).not.toHaveProperty('quota');
    expect(await send({ text: 'hết tiền' })).toMatchObject({ error: -211 });
    expect(oa.sent(AN).map(({ cost }) => cost)).toEqual(['free', 'free', 'package', 'paid']);
    await oa.clock.forward(5 * DAY_MS);
    await refresh(oa.tokens.refreshToken);
    expect(await send({ text: 'quá hạn' })).toMatchObject({ error: -230 });
    await oa.happen(oa.events.opened(AN));
    expect(await send({ text: 'chào lại' })).toMatchObject({ error: 0 });
  });

  it('do not reach who has unfollowed or refuses, until they write', async () => {
    await oa.happen(oa.events.follow(AN));
    expect(await read('/v3.0/oa/user/detail', { user_id: AN })).toMatchObject({
      data: { user_is_follower: true },
    });
    await oa.happen(oa.events.unfollow(AN));
    expect(await send({ text: 'chào' })).toMatchObject({ error: -213 });
    await oa.say(AN, 'tôi đây');
    expect(await send({ text: 'chào' })).toMatchObject({ error: 0 });
    oa.people.set(AN, { refusal: -244 });
    expect(await send({ text: 'chào' })).toMatchObject({ error: -244 });
  });

  it('hold to the limits of what they carry', async () => {
    await oa.say(AN, 'xin chào');
    const table: readonly [object, number][] = [
      [{ text: 'a'.repeat(2000) }, 0],
      [{ text: 'a'.repeat(2001) }, -210],
      [{ text: ' ' }, -201],
      [choice({ buttons: buttons(5) }), 0],
      [choice({ template_type: 'button', buttons: buttons(5) }), 0],
      [choice({ buttons: buttons(6) }), -201],
      [choice({ buttons: buttons(1, 'a'.repeat(101)) }), -201],
      [{ attachment: { type: 'image', payload: { url: 'https://anh.vn/1.png' } } }, -201],
    ];
    for (const [message, error] of table) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send(message), JSON.stringify(message).slice(0, 80)).toMatchObject({ error });
    }
    expect(await call('/v2.0/oa/message', {})).toMatchObject({ error: -240 });
  });

  it('say what the tap of a button says', async () => {
    await oa.say(AN, 'xin chào');
    await send(choice({ buttons: buttons(1) }));
    expect(await oa.tap(AN, 'Gửi')).toMatchObject({
      event_name: 'user_send_text',
      message: { text: '#gui' },
    });
  });
});

it('takes images to 1 MB and documents to 5 MB, for seven days', async () => {
  await start();
  await oa.say(AN, 'xin chào');
  expect(await upload('image', 'to.png', 1024 * 1024 + 1)).toMatchObject({ error: -210 });
  expect(await upload('file', 'so.xlsx', 10)).toMatchObject({ error: -201 });
  expect(await upload('file', 'to.pdf', 5 * 1024 * 1024 + 1)).toMatchObject({ error: -210 });
  const { data: image } = await upload('image', 'anh.png', 1024 * 1024);
  const { data: file } = await upload('file', 'cong-van.docx', 10);
  const picture = {
    attachment: {
      type: 'template',
      payload: { template_type: 'media', elements: [{ media_type: 'image', ...Object(image) }] },
    },
  };
  const document = { attachment: { type: 'file', payload: file } };
  expect(await send(picture)).toMatchObject({ error: 0 });
  expect(await send(document)).toMatchObject({ error: 0 });
  expect(await send({ ...document, text: 'kèm chữ' })).toMatchObject({ error: -201 });
  expect(oa.sent(AN).map(({ kind }) => kind)).toEqual(['image', 'file']);
  await oa.clock.forward(7 * DAY_MS);
  await refresh(oa.tokens.refreshToken);
  await oa.say(AN, 'còn không');
  expect(await send(document)).toMatchObject({ error: -100 });
});

it('has no buttons, profiles or lists on the free tier, and says so at once over its rate', async () => {
  await start({ isFreeTier: true, rate: 3 });
  await oa.say(AN, 'xin chào');
  await oa.clock.set(Date.parse('2027-01-04T09:00:00+07:00'));
  await refresh(oa.tokens.refreshToken);
  await oa.say(AN, 'xin chào');
  expect(await send(choice({ buttons: buttons(1) }))).toMatchObject({ error: -224 });
  expect(await read('/v3.0/oa/user/detail', { user_id: AN })).toMatchObject({ error: -224 });
  expect(await send({ text: 'chào' })).toMatchObject({ error: 0 });
  expect(await send({ text: 'chào' })).toMatchObject({ error: -32 });
  await oa.clock.forward(MINUTE_MS);
  expect(await send({ text: 'chào' })).toMatchObject({ error: 0 });
});

it('counts uploads by the calendar month', async () => {
  await start({ monthlyUploads: 1 });
  await oa.clock.set(Date.parse('2027-01-31T23:00:00+07:00'));
  await refresh(oa.tokens.refreshToken);
  expect(await upload('image', 'a.png', 10)).toMatchObject({ error: 0 });
  expect(await upload('image', 'b.png', 10)).toMatchObject({ error: -211 });
  await oa.clock.forward(HOUR_MS);
  expect(await upload('image', 'b.png', 10)).toMatchObject({ error: 0 });
});

it('says with each answer how many calls the minute has left', async () => {
  await start({ rate: 2 });
  const ask = () =>
    fetch(`${root('ZALO_OA_API_ROOT')}/v2.0/oa/getoa`, { headers: { access_token: oa.tokens.accessToken } });
  await oa.clock.set(Date.parse('2027-01-04T09:00:00+07:00'));
  await refresh(oa.tokens.refreshToken);
  const answers = [await ask(), await ask()];
  expect(answers.map(({ headers }) => headers.get('x-ratelimit-limit'))).toEqual(['2', '2']);
  expect(answers.map(({ headers }) => headers.get('x-ratelimit-remain'))).toEqual(['1', '0']);
});

const writeToGroup = (group_id: string) =>
  call('/v3.0/oa/group/message', { recipient: { group_id }, message: { text: 'Chào cả nhóm' } });

it('writes into groups that the account made, without a window', async () => {
  await start({ groups: ['g1'] });
  expect(await writeToGroup('g1')).toMatchObject({ error: 0, data: { group_id: 'g1' } });
  expect(await writeToGroup('g2')).toMatchObject({ error: -201 });
  expect(oa.messages('g1')).toEqual(['Chào cả nhóm']);
});

describe('its templates', () => {
  const template = {
    id: '101',
    name: 'Nhắc báo cáo',
    state: 'enabled',
    params: [{ name: 'ho_ten', maxLength: 30 }],
    isDayOnly: true,
    priceVnd: 200,
  } as const;
  const data = { template_id: '101', template_data: { ho_ten: 'Nguyễn Văn An' } };
  const byPhone = (more: object = {}) =>
    call('/message/template', { phone: '84912345678', tracking_id: 'an-2026-W48', ...data, ...more });
  const byUser = (more: object = {}) => call('/v3.0/oa/message/template', { user_id: AN, ...data, ...more });

  beforeEach(async () => {
    await start({
      templates: [
        template,
        { ...template, id: '102', state: 'pending' },
        { ...template, id: '103', state: 'old' },
      ],
      phones: new Map([['84912345678', AN]]),
      account: { balanceVnd: 450 },
    });
    await oa.clock.set(Date.parse('2027-01-04T21:00:00+07:00'));
    await refresh(oa.tokens.refreshToken);
  });

  it('need no window', async () => {
    expect(await byUser()).toMatchObject({ error: 0, data: { message_id: oa.sent(AN)[0]?.id } });
    expect(await byPhone()).toMatchObject({
      error: 0,
      data: { msg_id: oa.sent(AN)[1]?.id, quota: { remainingQuota: '999' } },
    });
    expect(oa.messages(AN)).toEqual(Array(2).fill('Nhắc báo cáo\nho_ten: Nguyễn Văn An'));
    expect(await byUser()).toMatchObject({ error: -211 });
    expect(await byPhone()).toMatchObject({ error: -115 });
  });

  it('hold to their approval, their parameters and the night', async () => {
    const wrong = (template_data: object) => byPhone({ template_data });
    const table: readonly [Promise<Answer>, number][] = [
      [byUser({ template_id: '999' }), -109],
      [byUser({ template_id: '102' }), -131],
      [byUser({ template_id: '103' }), -249],
      [byPhone({ phone: '0912345678' }), -108],
      [byPhone({ phone: '84987654321' }), -118],
      [byPhone({ mode: 'development' }), -117],
      [byPhone({ tracking_id: 'a'.repeat(49) }), -112],
      [wrong({}), -1122],
      [wrong({ ho_ten: 'a'.repeat(31) }), -1121],
      [wrong({ ho_ten: 'An', tuoi: '30' }), -1124],
    ];
    for (const [answer, error] of table) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await answer).toMatchObject({ error });
    }
    await oa.clock.forward(HOUR_MS);
    expect(await byPhone()).toMatchObject({ error: -133 });
  });
});

describe('its webhook', () => {
  type Posted = { readonly headers: Readonly<Record<string, unknown>>; readonly body: string };
  let ours: PlatformServer;
  let posted: Posted[];
  let status: number;

  beforeEach(async () => {
    posted = [];
    status = 200;
    ours = await startPlatform(async (request, response) => {
      posted.push({ headers: request.headers, body: String(await readAll(request)) });
      response.writeHead(status).end();
    });
    await start({ webhookServedAt: () => ours.root });
  });

  afterEach(() => ours.close());

  const names = () => posted.map(({ body }): unknown => JSON.parse(body).event_name);

  it('is signed over the raw body with the account’s own secret', async () => {
    const event = await oa.say(AN, 'hg 5/6');
    const { body, headers } = posted[0] ?? { body: '', headers: {} };
    const signed = `${root('ZALO_OA_APP_ID')}${body}${String(event['timestamp'])}${root('ZALO_OA_SECRET')}`;
    const hash = createHash('sha256').update(signed).digest('hex');
    expect(headers['x-zevent-signature']).toBe(`mac=${hash}`);
    expect(headers).not.toHaveProperty('num_retry');
  });

  it('brings our own messages back, and that they arrived', async () => {
    await oa.say(AN, 'xin chào');
    await send({ text: 'chào' });
    await waitFor(() => posted.length === 3);
    expect(names()).toEqual(['user_send_text', 'oa_send_text', 'user_received_message']);
    expect(JSON.parse(posted[1]?.body ?? '')).toMatchObject({
      sender: { id: oa.oaId },
      recipient: { id: AN },
      message: { msg_id: oa.sent(AN)[0]?.id },
    });
  });

  it('retries what was not answered, with a count, and gives up after the fifth', async () => {
    status = 500;
    await oa.say(AN, 'xin chào');
    await oa.clock.forward(20_000);
    expect(posted).toHaveLength(1);
    for (const after of [30_000, 5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS]) {
      expect(oa.webhook.isDisabled).toBe(false);
      // oxlint-disable-next-line no-await-in-loop
      await oa.clock.forward(after);
    }
    expect(posted.map(({ headers }) => headers['num_retry'])).toEqual([undefined, '1', '2', '3', '4', '5']);
    expect(new Set(posted.map(({ body }) => body)).size).toBe(1);
    expect(oa.webhook.isDisabled).toBe(true);
    status = 200;
    await oa.say(AN, 'còn ai không');
    expect(posted).toHaveLength(6);
  });

  it('may bring events late, in another order and more than once', async () => {
    oa.webhook.hold();
    await oa.say(AN, 'một');
    await oa.say(AN, 'hai');
    expect(posted).toEqual([]);
    await oa.webhook.release(2);
    const texts = posted.map(({ body }): unknown => JSON.parse(body).message.text);
    expect(texts).toEqual(['hai', 'một', 'hai', 'một']);
  });
});

it('fails as told', async () => {
  await start({ deadTokenStatus: 401 });
  await oa.say(AN, 'xin chào');
  oa.fail(CS, { code: -200 }, 'reset after', 'truncated', { status: 502, html: '<p>' });
  expect(await send({ text: 'một' })).toMatchObject({ error: -200 });
  await expect(send({ text: 'hai' })).rejects.toThrow('fetch failed');
  await expect(send({ text: 'ba' })).rejects.toThrow('terminated');
  await expect(send({ text: 'bốn' })).rejects.toThrow('not valid JSON');
  expect(oa.messages(AN)).toEqual(['hai']);
  oa.tokens.killAccess();
  const response = await fetch(root('ZALO_OA_API_ROOT') + CS, {
    method: 'POST',
    headers: { access_token: 'an old one' },
  });
  expect(response.status).toBe(401);
  oa.tokens.killRefresh();
  expect((await refresh(oa.tokens.refreshToken)).answer).toMatchObject({ error: -14_014 });
});
