import { capabilities as api } from 'account-elements/contract/capabilities.js';
import { implement } from '../http/implement.ts';

const DAY = 86_400_000;
const MONTH = 31 * DAY;

export const capabilityRoutes = implement(api, {
  async get({ config }) {
    return {
      company: config.company,
      signUp: config.signUp,
      passwordReset: config.mail !== null,
      deletionDays: config.deletionGrace === null ? null : config.deletionGrace / DAY,
      activityMonths: Math.round(config.activityKept / MONTH),
      relationships: [...config.relationships],
    };
  },
});
