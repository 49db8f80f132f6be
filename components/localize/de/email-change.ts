import type { Terms } from '../en.ts';

export const emailChange: Terms['emailChange'] = {
  open: 'E-Mail-Adresse ändern',
  reason: 'Um Ihre E-Mail-Adresse zu ändern, bestätigen Sie, dass Sie es wirklich sind.',
};
