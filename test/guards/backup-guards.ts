import { guards, type Guard } from './guard.ts';

export const backupGuards: readonly Guard[] = [
  ...guards('after-restore', 'server/backup/after-restore.ts', {
    'sessions of a copy end': ['sessions: await all((tx) => endSessions(tx, at)),', 'sessions: 0,'],
    'recovery codes of a copy end': [
      'recoveryCodes: await all((tx) => removeRecoveryCodes(tx, at)),',
      'recoveryCodes: 0,',
    ],
    'links and half sign-ins of a copy end': [
      'for (const table of worthless) await tx.delete(table).where(sql`true`);',
      '',
    ],
    'nobody is erased who kept their account since': [
      'deletions: await all((tx) => askAgainBeforeDeleting(tx, at, config.deletionGrace ?? 0)),',
      'deletions: 0,',
    ],
    'nothing that began since is ended': ['(await epochOf(tx)) < epoch ? job(tx) : 0', 'job(tx)'],
  }),
  ...guards('backup', 'server/backup/after-restore.ts', {
    'no lower number than before': ['if (known > epoch) {', 'if (false) {'],
  }),
  ...guards('backup', 'server/backup/copy.ts', {
    'only the owner can read a copy': ['process.umask(0o077)', 'process.umask(0o022)'],
    'an empty file is no copy': ["db.prepare('SELECT count(*) FROM schema_migrations').get();", ''],
    'no journal of another database': [
      'for (const rest of JOURNALS) if (existsSync(path + rest)) renameSync(path + rest, before + rest);',
      '',
    ],
    'nobody else reads what was restored': ['chmodSync(coming, 0o600);', ''],
    'no half copy': ['if (existsSync(`${copy}-wal`)) {', 'if (false) {'],
    'no damaged copy': ["if (verdict !== 'ok')", "if (verdict === '')"],
    'not below a running server': ['if (/locked|busy/i.test((error as Error).message)) {', 'if (false) {'],
  }),
  ...guards('backup', 'server/account-server.ts', {
    'before anybody is answered': [
      'await withdrawWhatWasRestored({ db, config, now: Date.now }, readEpoch(config))',
      'undefined as { sessions: number } | undefined',
    ],
  }),
];
