/** What the library warns of in the console while something runs. */
export async function warnings(run: () => unknown): Promise<string[]> {
  const told: string[] = [];
  const { warn } = console;
  console.warn = (...args: unknown[]) => told.push(args.join(' '));
  try {
    await run();
  } finally {
    console.warn = warn;
  }
  return told.filter((line) => line.startsWith('account-elements'));
}
