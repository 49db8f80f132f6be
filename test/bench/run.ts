import { activityPage } from './activity-page.ts';
import { readsWhileSigningIn } from './reads-while-signing-in.ts';
import { whoAmI } from './who-am-i.ts';

/*
 * Every bench prints ratios against a floor measured in the same run, in
 * interleaved rounds: absolute figures of a shared machine mean nothing.
 * `npm run bench -- --rounds 9` for steadier medians.
 */
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1] || 5);

await whoAmI(rounds);
await activityPage(rounds);
await readsWhileSigningIn(rounds);
