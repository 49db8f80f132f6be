/** A command that cannot be carried out, in one sentence for the operator. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
