import { officeScope } from '../../src/core/access/scope.ts';
import { openDatabase } from '../../src/db/open.ts';
import { loadDigest } from '../../src/db/queries/figures.ts';
import { wordDigest } from '../../src/texts/leader.ts';
import { BARE_STATEMENTS } from './digest-bare.ts';
import { BODY, LAST_WEEK } from './digest-seed.ts';

// A process of its own, so that its memory is that of one digest: `digest`, or `bare` for the statements by hand. Prints
// milliseconds of each round and the most memory that it had, in KiB.
const [dataDir, what, rounds] = process.argv.slice(2);
const database = await openDatabase({ databaseUrl: undefined, dataDir: dataDir ?? '' }, () => {});
const ms: number[] = [];
for (let round = 0; round < Number(rounds); round += 1) {
  const begun = performance.now();
  if (what === 'digest') {
    const view = await loadDigest(database.db, officeScope(), {
      form: 'tuan',
      body: BODY,
      period: LAST_WEEK,
    });
    if (view === undefined) throw new Error('there is no digest');
    wordDigest(view);
  } else {
    for (const statement of BARE_STATEMENTS) await database.db.execute(statement);
  }
  ms.push(performance.now() - begun);
}
await database.close();
process.stdout.write(JSON.stringify({ ms, maxRssKiB: process.resourceUsage().maxRSS }));
