import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { renderToString } from 'react-dom/server';
import { Host } from './host';

const page = readFileSync('dist/index.html', 'utf8');
const app = new Hono();
app.get('/', (c) => c.html(page.replace('<!--page-->', () => renderToString(<Host />))));
app.use('/assets/*', serveStatic({ root: 'dist' }));
serve({ fetch: app.fetch, port: Number(process.env['PORT']) });
