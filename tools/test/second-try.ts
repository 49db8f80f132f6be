import { Report } from './report.ts';

/** Runs what is named, test files or stories; what each says goes into the report that `reportOf` has for it. */
type Run = (names: string[], reportOf: (name: string) => Report) => Promise<void>;

/**
 * Runs all, and what failed once more, with nothing beside it, if the report wants that. What passes then counts as
 * passed, and is listed. What fails twice failed.
 */
export async function withSecondTry(names: string[], report: Report, run: Run): Promise<void> {
  const first = await runOnce(names, run);
  const again = report.secondTry ? names.filter((name) => (first.get(name)?.failed ?? 0) > 0) : [];
  for (const [name, outcome] of first) if (!again.includes(name)) report.add(outcome);
  for (const name of again) {
    const second = await runOnce([name], run);
    // What says nothing the second time has not passed.
    if (!second.has(name)) second.set(name, first.get(name) ?? new Report());
    for (const outcome of second.values()) report.add(outcome);
    if (second.get(name)?.failed === 0) report.unsteady.push(...(first.get(name)?.failures ?? []));
  }
}

async function runOnce(names: string[], run: Run): Promise<Map<string, Report>> {
  const reports = new Map<string, Report>();
  await run(names, (name) => {
    const report = reports.get(name) ?? new Report();
    reports.set(name, report);
    return report;
  });
  return reports;
}
