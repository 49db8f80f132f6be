/** Words in the paths of test files that look at how long something takes, or how long something else has to wait. */
export const MEASURING = {
  server: ['db-locks', 'db-writes', 'enumeration', 'fair-hashing', 'passkey-forgery', 'server/load', 'server/process'],
  // What moves within half a second of a click was asked for; a sign-out has two seconds to get around.
  e2e: ['layout-shift', 'e2e/live', 'e2e/sign-in'],
};

/** Whether something that runs beside this test file could make it fail. */
export const isMeasuring = (file: string): boolean =>
  Object.values(MEASURING).some((words) => words.some((word) => file.includes(word)));
