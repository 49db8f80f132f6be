import { reauth, type Reauth } from '../contract/reauth.ts';
import type { ReauthMethod, StepUp } from '../contract/step-up.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { withoutGaps } from '../shared/code-fields.ts';

/** A proof that is typed. */
export type TypedMethod = Exclude<ReauthMethod, 'passkey'>;

const endpoints = {
  password: reauth.withPassword,
  code: reauth.withCode,
  'recovery-code': reauth.withRecoveryCode,
};

/** Whether the backend takes it. */
export const takes = ({ activeClient }: AccountElement, method: TypedMethod): boolean =>
  activeClient.supports(endpoints[method]);

/** Sends what was typed. `reach` is how far the proof has to reach. */
export function sendTyped(
  host: AccountElement,
  method: TypedMethod,
  typed: string,
  reach: { readonly for?: StepUp },
): Promise<Reauth> {
  return method === 'password'
    ? host.send(reauth.withPassword, { body: { password: typed, ...reach } })
    : host.send(endpoints[method], { body: { code: withoutGaps(typed), ...reach } });
}
