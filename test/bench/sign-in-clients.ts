import { load, type Load } from './load.ts';

/** Clients that sign in without pause, in a process of their own: they must not slow down whoever measures meanwhile. */
process.on('message', ({ port, request, seconds, clients }: Order) => {
  void load(port, request, seconds, clients).then((done: Load) => process.send?.(done));
});
process.on('disconnect', () => process.exit());

export interface Order {
  readonly port: number;
  readonly request: string;
  readonly seconds: number;
  readonly clients: number;
}
