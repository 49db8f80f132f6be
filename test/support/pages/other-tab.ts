// A second tab on the same API: `open(api)` starts to write down what its client hears.

import { httpClient } from '../../../components/client/http-client.ts';

function openTab(api: string): string[] {
  const heard: string[] = [];
  const client = httpClient(api);
  for (const type of ['change', 'signed-out']) client.addEventListener(type, () => heard.push(type));
  return heard;
}

Object.assign(window, { open: openTab });
