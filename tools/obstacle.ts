/** What a person must change before a command can do its work. The message says all; the stack would say nothing. */
export class Obstacle extends Error {}
