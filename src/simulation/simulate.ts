import { Temporal } from 'temporal-polyfill';
import type { StatedNotice } from '../core/calendar/notice-file.ts';
import { startOfDay } from '../core/calendar/wall-time.ts';
import { simulatedDistrict } from '../core/simulation/district.ts';
import type { Outcome } from '../core/simulation/outcome.ts';
import { setDemoClock } from '../db/clock.ts';
import { saveNotice } from '../db/queries/holidays.ts';
import { loadWithPast } from '../db/queries/sample.ts';
import { measure } from './measure.ts';
import { runSimulation, type SimulatedService } from './run.ts';

export type Simulation = {
  readonly units: number;
  readonly weeks: number;
  readonly seed: number;
  /** What was announced beyond the built-in holidays. */
  readonly notices: readonly StatedNotice[];
  readonly progress: (weeksDone: number) => void;
};

/** A Monday without holidays near, so that short simulations are about ordinary weeks; long ones meet them all. */
const START = Temporal.PlainDate.from('2026-03-09');

/** Fills the empty database with a made-up district, lets it work and counts what came of it. The same seed gives the same people. */
export async function simulate(service: SimulatedService, simulation: Simulation): Promise<Outcome> {
  const { db, zone } = service;
  const begin = startOfDay(START, zone);
  await setDemoClock(db, begin);
  await db.transaction(async (tx) => {
    for (const notice of simulation.notices) await saveNotice(tx, notice, begin);
    await loadWithPast(tx, simulatedDistrict(simulation.units), begin, zone);
  });
  const contacts = await runSimulation(service, { start: START, ...simulation });
  return measure(service, contacts, { start: START, weeks: simulation.weeks });
}
