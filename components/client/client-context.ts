import { ContextRoot, createContext } from '@lit/context';
import type { AccountClient } from './account-client.ts';

/** Shares a client with everything below (the Web Components Community Group's context protocol). */
export const clientContext = createContext<AccountClient>(Symbol.for('account-elements/client'));

let root: ContextRoot | undefined;

/**
 * Remembers requests that nobody answered yet: an element may be upgraded
 * before the provider around it, which would otherwise never hear of it.
 */
export function awaitProviders(): void {
  if (root) return;
  root = new ContextRoot();
  root.attach(document.documentElement);
}
