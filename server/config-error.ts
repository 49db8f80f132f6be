import { existsSync, readFileSync } from 'node:fs';

/** A configuration that the server cannot start with. The message names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A file of the environment's choosing, with an error that names the variable. */
export function readConfiguredFile(variable: string, path: string): string {
  if (!existsSync(path)) throw new ConfigError(`${variable} names ${path}, which does not exist`);
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError(`${variable} names ${path}, which cannot be read`, { cause });
  }
}
