type Signals = typeof import('./webauthn-signals.ts');

/** Tells password managers of a change. What can do so is fetched then: most visits change nothing, and nobody waits for it. */
export async function signalPasskeys(tell: (signals: Signals) => Promise<void>): Promise<void> {
  try {
    await tell(await import('./webauthn-signals.ts'));
  } catch {
    // Not to be had: no signal.
  }
}
