import { Refused } from '../../src/core/errors.ts';
import { openDatabase } from '../../src/db/open.ts';

// A process that opens the embedded database of a folder, says so, and closes it when its input ends:
// node test/support/hold-database.ts DATA_DIR

const dataDir = process.argv[2] ?? '';
try {
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  process.stdout.write(`open ${database.describe}\n`);
  for await (const _ of process.stdin);
  await database.close();
  process.stdout.write('closed\n');
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stdout.write(`refused ${error.message}\n`);
}
