import process from 'node:process';

/** Counts what passed and failed, and shows failures as they happen. */
export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;
  readonly failures: string[] = [];
  /** What failed, and passed when it was tried once more. */
  readonly unsteady: string[] = [];
  readonly secondTry: boolean;

  /** With `secondTry`, what fails is tried once more. */
  constructor({ secondTry = false }: { secondTry?: boolean | undefined } = {}) {
    this.secondTry = secondTry;
  }

  pass(): void {
    this.passed += 1;
  }

  skip(): void {
    this.skipped += 1;
  }

  fail(name: string, details: string): void {
    this.failed += 1;
    this.failures.push(name);
    console.log(`\n${red('FAILED')} ${name}\n${indent(details.trim())}\n`);
  }

  /** Something worth reading that is neither: a table of sizes, a part left out and why. */
  note(text: string): void {
    console.log(text);
  }

  add(other: Report): void {
    this.passed += other.passed;
    this.failed += other.failed;
    this.skipped += other.skipped;
    this.failures.push(...other.failures);
    this.unsteady.push(...other.unsteady);
  }
}

export const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;

const colours = process.stdout.isTTY && !process.env['NO_COLOR'];
const red = (text: string): string => (colours ? `\x1b[31m${text}\x1b[39m` : text);

const indent = (text: string): string => text.replaceAll(/^/gm, '  ');
