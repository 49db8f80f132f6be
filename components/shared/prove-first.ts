import { Problem } from '../contract/problem.ts';
import { reauth } from '../contract/reauth.ts';
import type { StepUp } from '../contract/step-up.ts';
import type { AccountElement } from './account-element.ts';
import { askForProof, type ProofOutcome } from './step-up.ts';

/**
 * Has the person prove who they are before something is typed or scanned, if
 * the server is going to want that: then nothing of it has to wait for the
 * proof. Throws `reauthentication-required` when they would rather not.
 */
export async function proveFirst(host: AccountElement, wanted: StepUp): Promise<void> {
  if (!host.activeClient.supports(reauth.get)) return;
  for (let outcome: ProofOutcome = 'lesser'; outcome === 'lesser';) {
    const { provenUntil, ...rest } = await host.send(reauth.get, { query: { for: wanted } });
    outcome = provenUntil === null ? await askForProof(host, { ...rest, stepUp: wanted }) : 'proven';
    if (outcome === 'declined') throw new Problem('reauthentication-required');
  }
}

/** Whether the proofs given reach that far, for whoever would rather not ask. */
export async function isProven(host: AccountElement, wanted: StepUp): Promise<boolean> {
  if (!host.activeClient.supports(reauth.get)) return true;
  const proof = await host.send(reauth.get, { query: { for: wanted } }).catch(() => undefined);
  return Boolean(proof?.provenUntil);
}
