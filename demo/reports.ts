import type { DemoApp } from './demo-app.ts';

export const REPORTS_PATH = '/demo/reports';

const LONGEST = 16 * 1024;
const KEPT = 50;

/** Collects what browsers report against the pages' policy. There should be nothing. */
export function mountReports(app: DemoApp): void {
  let count = 0;
  const latest: string[] = [];
  app.post(REPORTS_PATH, async (c) => {
    const announced = Number(c.req.header('content-length') ?? LONGEST + 1);
    count += 1;
    if (announced <= LONGEST) latest.push(await c.req.text());
    latest.splice(0, latest.length - KEPT);
    return c.body(null, 204);
  });
  app.get(REPORTS_PATH, (c) => c.json({ count, latest }, 200, { 'cache-control': 'no-store' }));
}
