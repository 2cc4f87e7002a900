import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { startService, type Service } from '../support/service.ts';
import { startZaloBotApi } from '../support/zalo-bot-api.ts';
import { startZaloOaApi } from '../support/zalo-oa-api.ts';
import { ourTemplate } from '../support/zalo-oa/our-templates.ts';
import { emulatorRoutes } from './routes.ts';
import { createTown } from './town.ts';

/** `npm run emulate`: the real product against both of Zalo's fakes, and a page to chat with it as several people of Zalo. */
const port = Number(process.env['EMULATE_PORT'] ?? 3100);
const running: { service?: Service } = {};
const webhookServedAt = (): string => running.service?.url ?? 'http://127.0.0.1:9';

const templates = [ourTemplate('12345', 'nhac-han'), ourTemplate('12346', 'tong-hop')];
const [bot, oa] = await Promise.all([startZaloBotApi(), startZaloOaApi({ webhookServedAt, templates })]);
const environment = {
  ...oa.environment(),
  ZALO_TEMPLATES: 'nhac-han:12345,tong-hop:12346',
  ZALO_BOT_TOKEN: bot.token,
  ZALO_BOT_API_ROOT: bot.apiRoot,
  DATA_DIR: process.env['DATA_DIR'] ?? 'data/emulate',
  ...(process.env['DATABASE_URL'] !== undefined && { DATABASE_URL: process.env['DATABASE_URL'] }),
  DEMO: '1',
};
const service = await startService(environment);
running.service = service;
const page = serve({
  fetch: emulatorRoutes({ town: createTown(bot, oa), bot, oa, service, environment }).fetch,
  hostname: '127.0.0.1',
  port,
});
try {
  await once(page, 'listening');
} catch {
  process.stderr.write(
    `Cổng ${port} đã có chương trình khác dùng: chọn cổng khác, ví dụ EMULATE_PORT=3101 npm run emulate\n`,
  );
  await service.kill('SIGTERM');
  process.exit(1);
}

process.stdout.write(
  `${[
    `Điện thoại Zalo: http://127.0.0.1:${port}`,
    `Hai Chiều: ${service.url} (dữ liệu ở ${environment.DATA_DIR})`,
    'Ctrl+C để dừng.',
  ].join('\n')}\n`,
);

await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
page.close();
await service.kill('SIGTERM');
await Promise.all([bot.close(), oa.close()]);
// A page that is still open keeps its connection.
process.exit(0);
