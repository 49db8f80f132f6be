#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { openAndMigrate, openConfigured } from './account-server.ts';
import { verifyActivity } from './activity/verify.ts';
import { backUp, restore } from './backup/copy.ts';
import { readConfig } from './config.ts';
import { loadKeys } from './keys.ts';
import * as commands from './operations/account-commands.ts';
import { PasswordHashing } from './password/hash.ts';
import { reportAndExit } from './report-and-exit.ts';
import { serve } from './serve.ts';

const help = `The server of Account Elements, and its accounts.

  account-elements-server [serve]                     start the server
  account-elements-server account create E-MAIL       --first-name NAME [--last-name NAME]
                                                      [--administrator] [--must-change]
                                                      [--password-stdin]
  account-elements-server account disable E-MAIL      sign out everywhere and refuse to sign in
  account-elements-server account enable E-MAIL       undo that
  account-elements-server account unlock E-MAIL       let password and codes work again after too many wrong ones
  account-elements-server account make-admin E-MAIL   make an administrator
  account-elements-server account require-password-change E-MAIL
                                                      sign out everywhere; the next sign-in asks for a new password
  account-elements-server account list                who has an account
  account-elements-server database backup FILE        write a whole copy of the database, while the server runs
  account-elements-server database restore FILE       put a copy in its place, while no server runs: everybody signs
                                                      in again, and recovery codes have to be made anew
  account-elements-server activity verify             look through the whole activity record: whether a line
                                                      was changed, removed or put elsewhere, and which

With --password-stdin, create reads the password from standard input; without,
it makes one and prints it once. The database is DATABASE_URL. All settings are
environment variables; the README of this package lists them.

Exit codes: 0 done, 1 refused or failed, 2 not understood.
`;

const byEmail = {
  disable: [commands.disable, 'disabled'],
  enable: [commands.enable, 'enabled'],
  unlock: [commands.unlock, 'unlocked'],
  'make-admin': [commands.makeAdministrator, 'made an administrator'],
  'require-password-change': [commands.requirePasswordChange, 'must choose a new password'],
} as const;

await main(process.argv.slice(2)).catch(reportAndExit);

async function main(argv: string[]): Promise<void> {
  const { positionals, values } = parse(argv);
  const [noun = 'serve', verb, email, ...rest] = positionals;
  if (values.help) return void process.stdout.write(help);
  if (noun === 'serve' && verb === undefined) return serve(process.env);
  if (noun === 'activity' && verb === 'verify' && email === undefined) return verify();
  if (noun === 'database' && verb === 'backup' && email !== undefined && rest.length === 0) return makeCopy(email);
  if (noun === 'database' && verb === 'restore' && email !== undefined && rest.length === 0) return restoreCopy(email);
  if (noun !== 'account' || verb === undefined || rest.length > 0) throw misunderstood(positionals.join(' '));
  if (verb === 'list' && email === undefined) return withContext(printList);
  if (email === undefined) throw misunderstood(`account ${verb} (without an e-mail address)`);
  if (verb === 'create') return withContext((context) => create(context, email, values));
  if (!Object.hasOwn(byEmail, verb)) throw misunderstood(`account ${verb}`);
  const [command, done] = byEmail[verb as keyof typeof byEmail];
  return withContext(async (context) => {
    await command(context, email);
    console.log(`${email}: ${done}`);
  });
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        'first-name': { type: 'string' },
        'last-name': { type: 'string' },
        administrator: { type: 'boolean' },
        'must-change': { type: 'boolean' },
        'password-stdin': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw misunderstood((error as Error).message);
  }
}

function misunderstood(what: string): never {
  console.error(`account-elements-server: not understood: ${what}. Try --help.`);
  process.exit(2);
}

async function verify(): Promise<void> {
  const config = readConfig(process.env);
  // As it is: whoever changed lines may have removed the triggers too, and that shall not be all we say.
  const db = await openConfigured(config);
  try {
    const verdict = await verifyActivity(db, loadKeys(config), Date.now());
    if (verdict.intact) return console.log(`${verdict.lines} lines, unbroken; the last is ${verdict.head ?? 'none'}`);
    console.error(`line ${verdict.sequence}: ${verdict.because}`);
    process.exitCode = 1;
  } finally {
    db.close();
  }
}

async function makeCopy(file: string): Promise<void> {
  const bytes = await backUp(readConfig(process.env), file);
  console.log(
    `${file}: ${(bytes / 1024 / 1024).toFixed(1)} MB, looked through. The keys are not in it: keep them elsewhere`,
  );
}

async function restoreCopy(file: string): Promise<void> {
  const config = readConfig(process.env);
  const { before, withdrawn } = await restore(config, file, Date.now);
  const { sessions, recoveryCodes, deletions } = withdrawn;
  console.log(`${file} is the database now. Ended: ${sessions} sessions, and every link in a mail`);
  if (recoveryCodes > 0) console.log(`Without recovery codes now, and told by mail: ${recoveryCodes} accounts`);
  if (deletions > 0) console.log(`About to be deleted, with all days of grace from now on: ${deletions} accounts`);
  if (before !== undefined) console.log(`What was there before is in ${before}: remove it when all is well`);
}

async function withContext(job: (context: commands.CommandContext) => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  const db = await openAndMigrate(config);
  try {
    const passwords = new PasswordHashing(loadKeys(config), config.hashing);
    await job({ db, passwords, company: config.company, now: Date.now });
  } finally {
    db.close();
  }
}

async function create(
  context: commands.CommandContext,
  email: string,
  values: ReturnType<typeof parse>['values'],
): Promise<void> {
  // A line end comes from `echo`, not from the password.
  const password = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const { madePassword } = await commands.createPerson(context, {
    email,
    firstName: values['first-name'] ?? '',
    lastName: values['last-name'] ?? '',
    administrator: values.administrator ?? false,
    mustChange: values['must-change'] ?? false,
    ...(password !== undefined && { password }),
  });
  console.log(madePassword === undefined ? `${email}: created` : `${email}: created with the password ${madePassword}`);
}

async function printList(context: commands.CommandContext): Promise<void> {
  for (const account of await commands.list(context)) {
    const marks = [
      account.administrator && 'administrator',
      account.disabledAt !== null && 'disabled',
      account.lockedAt !== null && 'password locked',
      account.codesLockedAt !== null && 'codes locked',
      account.mustChange && 'must change the password',
    ].filter(Boolean);
    const name = [account.firstName, account.lastName].filter(Boolean).join(' ');
    console.log([account.email, name, marks.join(', ')].filter(Boolean).join('\t'));
  }
}
