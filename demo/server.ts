import { createServer as createProbe } from 'node:net';
import type { Server } from 'node:http';
import { createApp, type Dependencies } from 'account-elements-server';
import { createHttpServer } from 'account-elements-server/listen.js';
import { listen } from 'account-elements-server/serve.js';
import { mountPages } from './pages.ts';
import { mountReports } from './reports.ts';

/** The real server with the demo's pages beside it, on one origin. */
export async function startDemo(dependencies: Dependencies, address: { host: string; port: number }): Promise<Server> {
  const app = createApp(dependencies);
  mountPages(app, dependencies.config.origin);
  mountReports(app);
  const server = createHttpServer(app, dependencies.log);
  await listen(server, address);
  return server;
}

/** Fails as `startDemo` would if something else uses the address: known before any file is touched. */
export async function requireFreeAddress(address: { host: string; port: number }): Promise<void> {
  const probe = createProbe();
  await listen(probe, address);
  await new Promise((resolve) => probe.close(resolve));
}
