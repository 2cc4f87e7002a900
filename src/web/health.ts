import { Hono } from 'hono';
import type { Metrics } from '../metrics.ts';

/** `/readyz` must say no within 2 s. */
const DATABASE_ANSWERS_WITHIN_MS = 1_500;
/** A question that hangs so long, on a connection that died silently, is left for a new one on another connection. */
const QUESTION_KEPT_MS = 5_000;

/**
 * Asks whether the database answers, in 1.5 s at most. Callers at the same time share one question, so that a flood of probes
 * fills no queue of a database that is away. `ask` is `select 1`.
 */
export function createDatabaseProbe(
  ask: () => Promise<unknown>,
  clockMs: () => number = () => performance.now(),
  answersWithinMs: number = DATABASE_ANSWERS_WITHIN_MS,
): () => Promise<boolean> {
  let open: { readonly askedAtMs: number; readonly answer: Promise<boolean> } | undefined;

  function question(): Promise<boolean> {
    if (open && clockMs() - open.askedAtMs < QUESTION_KEPT_MS) return open.answer;
    const asked = { askedAtMs: clockMs(), answer: answered(ask) };
    open = asked;
    void forgetWhenAnswered(asked);
    return asked.answer;
  }

  async function forgetWhenAnswered(asked: NonNullable<typeof open>): Promise<void> {
    await asked.answer;
    if (open === asked) open = undefined;
  }

  return async () => {
    const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), answersWithinMs);
    try {
      return await Promise.race([question(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function answered(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch {
    return false;
  }
}

/** `/healthz`: the process runs. `/readyz`: it can do its work. `/metrics`: Prometheus' text. */
export function healthRoutes(parts: {
  readonly metrics: Metrics;
  readonly isDatabaseUp: () => Promise<boolean>;
  readonly isDraining: () => boolean;
}): Hono {
  const { registry } = parts.metrics;
  return new Hono()
    .get('/healthz', (c) => c.text('ok\n'))
    .get('/readyz', async (c) => {
      if (parts.isDraining()) return c.text('stopping\n', 503);
      return (await parts.isDatabaseUp()) ? c.text('ready\n') : c.text('the database does not answer\n', 503);
    })
    .get('/metrics', async (c) =>
      c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType }),
    );
}
