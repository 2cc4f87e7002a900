import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { connect } from '../../src/db/connect.ts';

/** What PostgreSQL says to a client that it lets in without a password: AuthenticationOk and ReadyForQuery. */
const WELCOME = Buffer.from('5200000008000000005a0000000549', 'hex');

it('a connection that ends right after it was made fails the query that wanted it, not the process', async () => {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(WELCOME);
      socket.once('data', (query) => {
        asked.push(query.toString('latin1'));
        socket.destroy();
      });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const { client } = connect(`postgres://postgres@127.0.0.1:${port}/postgres`, { max: 1 });
  await expect(client`select 1 as wanted`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  expect(asked).toEqual([expect.stringContaining('select 1 as wanted')]);
  await client.end({ timeout: 0 });
  server.close();
});
