// As on a page of two teams: each brings the library, at an address of its own.
import { cpSync } from 'node:fs';

cpSync('public', 'dist', { recursive: true });
for (const team of ['one', 'two']) {
  cpSync('node_modules/account-elements/dist/cdn', `dist/${team}/account-elements`, { recursive: true });
}
