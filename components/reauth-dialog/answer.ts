import { providerAround } from '../client/providers-around.ts';
import { create } from '../shared/define.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { answerStepUpsWith, type StepUpRequestEvent } from '../shared/step-up.ts';

/** From now on, `<reauth-dialog>` asks for proofs of identity where the page does not do so itself. */
export const answerStepUps = (): void => answerStepUpsWith(answer);

async function answer(request: StepUpRequestEvent): Promise<boolean> {
  const { client } = request;
  const { left } = client;
  const { ReauthDialog } = await fetchFile(() => import('./reauth-dialog.ts'));
  if (request.signal.aborted || client.left !== left) return false;
  const dialog = create(ReauthDialog, 'reauth-dialog');
  dialog.client = client;
  dialog.lang = request.language;
  // In the page itself, where password managers see it; in the provider, for its theme.
  (providerAround(request.origin) ?? document.body).append(dialog);
  try {
    return await dialog.ask(request);
  } finally {
    dialog.remove();
  }
}
