import type { Hono } from 'hono';
import { createMetrics } from '../../src/metrics.ts';
import { createApp, type AppParts } from '../../src/web/app.ts';
import { notedLog } from './noted-log.ts';

/** The web app over a database that answers, with these parts of it. */
export function testApp(parts: Partial<AppParts>): Hono {
  return createApp({
    log: notedLog().log,
    metrics: createMetrics(),
    askDatabase: async () => undefined,
    telegram: undefined,
    demo: undefined,
    ...parts,
  });
}
