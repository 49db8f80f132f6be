import type { Hono } from 'hono';
import type { Bindings } from 'account-elements-server/http/answer.js';

export type DemoApp = Hono<{ Bindings: Bindings }>;
