import { fileURLToPath } from 'node:url';
import { runHaiChieu, startService, type Service } from './service.ts';

const FILE = fileURLToPath(new URL('../e2e/district.yaml', import.meta.url));

type Environment = Readonly<Record<string, string>>;

/** The service over the district of the end-to-end tests, on a Monday morning. */
export async function startDistrict(environment: Environment): Promise<Service> {
  await runHaiChieu(['tick', '--now', '2026-11-30T08:00:00+07:00'], environment);
  await runHaiChieu(['org', 'import', FILE], environment);
  return startService(environment);
}

/** The code with which the person joins. */
export async function inviteCodeOf(person: string, environment: Environment): Promise<string> {
  const issued = await runHaiChieu(['invites', '--person', person, '--json'], environment);
  return /"code":"([A-Z2-9]+)"/.exec(issued.out)?.[1] ?? '';
}
