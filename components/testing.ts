// For the tests of pages that embed the elements, and of backends of their own. No element and no client imports it.
export { AnswerRefused, checkAnswers } from './testing/check-answers.ts';
export { fakeClient, never, refuse } from './testing/fake-client.ts';
export type { FakeFactorOptions } from './testing/fake-factors.ts';
export { begun, fakeLockdown, suspicion } from './testing/fake-lockdown.ts';
export { adasFile } from './testing/files.ts';
export {
  ADAS_CODE,
  ADAS_PASSWORD,
  ada,
  adasAuthenticator,
  adasNotices,
  adasOtherEmail,
  adasPasskeys,
  adasPassword,
  adasProfile,
  emptyProfile,
  ourServer,
} from './testing/samples.ts';
export { adasActivity, adasSessions, devices, pageOf, places } from './testing/visits.ts';
