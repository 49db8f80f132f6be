// For files that do not come. A browser fetches each once for a page: what is blocked must not have been asked for before.

import { cdp } from './browser.ts';

/** In each test of the suite, from its beginning until `unblock`. */
export function blockFile(pattern: string): void {
  beforeEach(async () => {
    await cdp('Network.enable');
    await cdp('Network.setCacheDisabled', { cacheDisabled: true });
    await cdp('Network.setBlockedURLs', { urls: [pattern] });
  });
  afterEach(unblock);
}

export const unblock = (): Promise<unknown> => cdp('Network.setBlockedURLs', { urls: [] });
