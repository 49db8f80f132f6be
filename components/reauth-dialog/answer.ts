import { providerAround } from '../client/providers-around.ts';
import { create, define } from '../shared/define.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { answerStepUpsWith, type StepUpRequestEvent } from '../shared/step-up.ts';

let tag: string | undefined;

/** The name that the dialog will have on the page: it is loaded, and gets its tag, when it is first needed. */
export function nameReauthDialog(name: string): void {
  tag = name;
}

/** From now on, `<reauth-dialog>` asks for proofs of identity where the page does not do so itself. */
export const answerStepUps = (): void => answerStepUpsWith(answer);

async function answer(request: StepUpRequestEvent): Promise<boolean> {
  const { ReauthDialog } = await fetchFile(() => import('./reauth-dialog.ts'));
  if (request.signal.aborted) return false;
  if (tag !== undefined && !customElements.getName(ReauthDialog)) define(tag, ReauthDialog);
  const dialog = create(ReauthDialog);
  dialog.client = request.client;
  dialog.lang = request.language;
  // In the page itself, where password managers see it; in the provider, for its theme.
  (providerAround(request.origin) ?? document.body).append(dialog);
  try {
    return await dialog.ask(request);
  } finally {
    dialog.remove();
  }
}
