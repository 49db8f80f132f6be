import { LibsqlBatchError, LibsqlError, type ResultSet } from '@libsql/client';
import type { FileConnection } from './file-connection.ts';
import { isLocked } from './lock-wait.ts';
import type { ReadStatement } from './statement.ts';

/** Names the statement that failed, as `@libsql/client` does. */
export function runAll(connection: FileConnection, statements: readonly ReadStatement[]): ResultSet[] {
  return statements.map((statement, index) => {
    try {
      return connection.run(statement);
    } catch (error) {
      if (!(error instanceof LibsqlError) || isLocked(error)) throw error;
      // The constructor puts the code before the message again.
      const message = error.message.replace(`${error.code}: `, '');
      throw new LibsqlBatchError(message, index, error.code, error.extendedCode, error.rawCode, error);
    }
  });
}

/** Without a pause in between: nobody else in this process sees the transaction. */
export function inTransaction<T>(connection: FileConnection, begin: string, job: () => T): T {
  connection.exec(begin);
  try {
    const result = job();
    connection.exec('COMMIT');
    return result;
  } finally {
    connection.rollback();
  }
}
