const LINK = /^#not-me=([\w-]{1,128})$/;

/** What the link of a notice brought along. It is taken out of the address, so that it does not stay in the browser's history. */
export function takeMailLink(): string | undefined {
  const token = LINK.exec(location.hash)?.[1];
  if (token) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
