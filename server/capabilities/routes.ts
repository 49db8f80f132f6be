import { capabilities as api } from 'account-elements/contract/capabilities.js';
import { implement } from '../http/implement.ts';

export const capabilityRoutes = implement(api, {
  async get({ config }) {
    return { company: config.company, signUp: config.signUp, relationships: [...config.relationships] };
  },
});
