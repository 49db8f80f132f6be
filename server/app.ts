import { Hono } from 'hono';
import { Problem } from 'account-elements/contract/problem.js';
import { accountDataRoutes } from './account-data/routes.ts';
import { accountLockdownRoutes } from './account-lockdown/routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { activityRoutes } from './activity/routes.ts';
import { authenticatorRoutes } from './authenticators/routes.ts';
import { capabilityRoutes } from './capabilities/routes.ts';
import type { Dependencies } from './dependencies.ts';
import { emailChangeRoutes } from './email-change/routes.ts';
import { emailNoticeRoutes } from './email-notices/routes.ts';
import { Answering, type Bindings } from './http/answer.ts';
import { Gate } from './http/gate.ts';
import type { Route } from './http/implement.ts';
import { BASE_PATH } from './http/paths.ts';
import { problemResponse } from './http/problem-response.ts';
import { RefusedHosts } from './http/refused-hosts.ts';
import { SessionReader } from './http/session.ts';
import { mountUnmatched } from './http/unmatched.ts';
import { liveUpdateRoutes } from './live-updates/routes.ts';
import { mountMetrics, openMetrics } from './metrics/metrics.ts';
import { mountOperations } from './operations/routes.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { passwordRoutes } from './password/routes.ts';
import { passwordResetRoutes } from './password-reset/routes.ts';
import { profileRoutes } from './profile/routes.ts';
import { reauthRoutes } from './reauth/routes.ts';
import { recoveryCodeRoutes } from './recovery-codes/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { signUpRoutes } from './sign-up/routes.ts';

export type { Dependencies } from './dependencies.ts';

const routes: readonly Route[] = [
  ...accountDataRoutes,
  ...accountLockdownRoutes,
  ...accountRoutes,
  ...activityRoutes,
  ...authenticatorRoutes,
  ...capabilityRoutes,
  ...emailChangeRoutes,
  ...emailNoticeRoutes,
  ...liveUpdateRoutes,
  ...passkeyRoutes,
  ...passwordRoutes,
  ...passwordResetRoutes,
  ...profileRoutes,
  ...reauthRoutes,
  ...recoveryCodeRoutes,
  ...sessionRoutes,
  ...signInRoutes,
  ...signUpRoutes,
];

/** The account server as a web application: further routes can be added to what it returns. */
export function createApp(dependencies: Dependencies): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>();
  const gate = new Gate(dependencies.config, new RefusedHosts(dependencies));
  const sessions = new SessionReader(dependencies);
  const answering = new Answering(dependencies, gate, sessions);
  const metrics = openMetrics(dependencies, () => answering.liveStreams);

  for (const route of routes) {
    const answer = metrics ? metrics.timed(route.endpoint, answering.for(route)) : answering.for(route);
    app.on(route.endpoint.method, BASE_PATH + route.endpoint.path, (c) =>
      answer(c.req.raw, () => c.req.param(), c.env),
    );
  }
  mountOperations(app, dependencies);
  if (metrics) mountMetrics(app, metrics, dependencies);
  mountUnmatched(app, dependencies, gate);
  // The last resort: everything above answers its own errors.
  app.onError((error) => problemResponse(new Problem('server-error', {}, { cause: error }), dependencies.log));
  return app;
}
