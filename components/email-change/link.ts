/** What a link in a mail wants: to confirm a new address, or to bring the old one back. */
export interface MailLink {
  readonly wants: 'confirm' | 'undo';
  readonly token: string;
}

/** The link of a mail that this page was opened with, if it is one of ours. */
export function mailLink(): MailLink | undefined {
  const [, wants, token] = /^#(confirm|undo)-email=([\w-]{1,128})$/.exec(location.hash) ?? [];
  return token ? { wants: wants as MailLink['wants'], token } : undefined;
}

/** It does not stay in the browser's history. */
export const forgetLink = (): void => history.replaceState(history.state, '', location.pathname + location.search);
