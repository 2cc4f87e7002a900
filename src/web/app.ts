import { Hono } from 'hono';
import { except } from 'hono/combine';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from '../log.ts';
import { measureDatabase, type Metrics } from '../metrics.ts';
import { limitBody } from './body-limit.ts';
import { UPLOAD_PATH } from './demo-files.ts';
import { createDatabaseProbe, healthRoutes } from './health.ts';
import { homePage } from './pages/home.ts';
import { webhookRoutes, type Webhooks } from './webhooks.ts';

/** Of the webhooks only those that platforms are told of. */
export type AppParts = Webhooks & {
  readonly log: Log;
  readonly metrics: Metrics;
  /** `select 1`: resolves when the database answers. */
  askDatabase(): Promise<unknown>;
  /** Whether the service is about to end. */
  isDraining?(): boolean;
  /** By which Zalo knows that the domain is ours; undefined: it is not asked, or was told otherwise. */
  readonly zaloSiteCode?: string | undefined;
  /** Calendars that people subscribe to. */
  readonly calendar?: Hono;
  /** Where hamlets answer. */
  readonly hamlets?: Hono;
  /** Where documents are checked. */
  readonly verify?: Hono;
  /** Digests as files, by links of their own. */
  readonly digestFiles?: Hono;
  /** Digests that were sent as pages, by links of their own. */
  readonly digestPages?: Hono;
  /** The demo phones, whose paths begin with /demo; undefined outside demo mode. */
  readonly demo: Hono | undefined;
};

/** All that is served over HTTP. Tests call `app.request` in memory; `serveApp` listens. */
export function createApp(parts: AppParts): Hono {
  const { log, metrics } = parts;
  const isDatabaseUp = createDatabaseProbe(() => parts.askDatabase());
  measureDatabase(metrics, isDatabaseUp);
  const app = new Hono();

  // Before the limit, because a webhook looks at its secret before it reads anything, and has the limit itself; and before what is
  // for browsers only.
  const { telegram, zaloBot, zaloOa } = parts;
  app.route('/', webhookRoutes({ log, metrics, telegram, zaloBot, zaloOa }));
  // A route that has a stricter header of its own keeps it.
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      // Whether the domain is https throughout is for the proxy before us to say.
      strictTransportSecurity: false,
      overwrite: false,
    }),
  );
  // An upload has a limit of its own.
  app.use(except(UPLOAD_PATH, limitBody('Nội dung lớn hơn 1 MiB.\n')));
  app.route('/', healthRoutes({ metrics, isDatabaseUp, isDraining: () => parts.isDraining?.() === true }));
  const { zaloSiteCode } = parts;
  if (zaloSiteCode !== undefined)
    app.get(`/zalo_verifier${zaloSiteCode}.html`, (c) => c.html(homePage(zaloSiteCode)));
  if (parts.calendar) app.route('/', parts.calendar);
  if (parts.hamlets) app.route('/', parts.hamlets);
  if (parts.verify) app.route('/', parts.verify);
  if (parts.digestFiles) app.route('/', parts.digestFiles);
  if (parts.digestPages) app.route('/', parts.digestPages);
  if (parts.demo) {
    app.get('/', (c) => c.redirect('/demo'));
    app.route('/', parts.demo);
  } else {
    app.get('/', (c) => c.html(homePage(parts.zaloSiteCode)));
  }

  app.notFound((c) => c.text('Không có trang này.\n', 404));
  app.onError((error, c) => {
    // Who hung up meanwhile is no fault of ours. The route, not the path, which may hold a signature.
    if (!c.req.raw.signal.aborted)
      log.error('A request failed', { method: c.req.method, path: routePath(c, -1) }, error);
    return c.text('Máy chủ gặp lỗi. Đồng chí thử lại sau ít phút.\n', 500);
  });
  return app;
}
