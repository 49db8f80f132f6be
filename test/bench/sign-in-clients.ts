import { load } from './load.ts';

/** Clients that sign in without pause, in a process of their own: they must not slow down whoever measures meanwhile. */
process.on('message', async ({ port, request, seconds, clients }: Order) => {
  process.send?.(await load(port, request, seconds, clients));
});
process.on('disconnect', () => process.exit());

export interface Order {
  readonly port: number;
  readonly request: string;
  readonly seconds: number;
  readonly clients: number;
}
