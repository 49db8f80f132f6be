import { activityPage } from './activity-page.ts';
import { live } from './live-streams.ts';
import { pages } from './pages.ts';
import { readsWhileSigningIn } from './reads-while-signing-in.ts';
import { whoAmI } from './who-am-i.ts';

/*
 * Every bench prints ratios against a floor measured in the same run, in
 * interleaved rounds: absolute figures of a shared machine mean nothing.
 * `npm run bench -- --rounds 9` for steadier medians; `npm run bench -- pages`
 * for one of them.
 */
const benches = { whoAmI, activityPage, readsWhileSigningIn, live, pages };
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1] || 5);
const only = Object.keys(benches).filter((name) => process.argv.includes(name));

for (const [name, bench] of Object.entries(benches)) {
  if (only.length === 0 || only.includes(name)) await bench(rounds);
}
