import { createServer as createProbe } from 'node:net';
import type { Server } from 'node:http';
import { Hono } from 'hono';
import { createApp, type Dependencies } from 'account-elements-server';
import { createHttpServer } from 'account-elements-server/listen.js';
import { listen } from 'account-elements-server/serve.js';
import { mountControls } from './controls/controls.ts';
import { mountTroubles } from './controls/troubles.ts';
import type { DemoApp } from './demo-app.ts';
import { mountMailbox, type Mailbox } from './mailbox.ts';
import { mountPages } from './pages.ts';
import type { Person } from './people.ts';
import { mountReports } from './reports.ts';

export interface DemoOptions {
  readonly host: string;
  readonly port: number;
  /** Whether visitors have the panel *Demo controls*, and with it a slow and failing network. */
  readonly controls: boolean;
  /** Whom visitors can sign in as. */
  readonly people: readonly Person[];
  /** Where mails go that no mail server gets. */
  readonly mailbox: Mailbox;
}

/** The real server with the demo's pages beside it, on one origin. */
export async function startDemo(
  dependencies: Dependencies,
  { controls, mailbox, people, ...address }: DemoOptions,
): Promise<Server> {
  const app = createApp(dependencies);
  mountPages(app, dependencies.config.origin, people, controls);
  mountReports(app);
  mountMailbox(app, mailbox, dependencies.config.origin);
  if (controls) mountControls(app, dependencies);
  const server = createHttpServer(controls ? behindTroubles(app, dependencies) : app, dependencies.log);
  await listen(server, address);
  return server;
}

/** The same, and what a visitor wants to go wrong goes wrong before it is asked. */
function behindTroubles(app: DemoApp, dependencies: Dependencies): DemoApp {
  const front: DemoApp = new Hono();
  mountTroubles(front, dependencies);
  front.all('*', (c) => app.fetch(c.req.raw, c.env));
  return front;
}

/** Fails as `startDemo` would if something else uses the address: known before any file is touched. */
export async function requireFreeAddress(address: { host: string; port: number }): Promise<void> {
  const probe = createProbe();
  await listen(probe, address);
  await new Promise((resolve) => probe.close(resolve));
}
