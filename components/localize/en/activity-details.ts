// All that is known of one entry of the activity log.
export const activityDetails = {
  when: 'When',
  result: 'Result',
  succeeded: 'Succeeded',
  // `reason` is such as “Wrong password”.
  because: (result: string, reason: string) => `${result}: ${reason}`,
  by: 'Done by',
  device: 'Device',
  userAgent: 'The browser calls itself',
  place: 'Location',
  address: 'IP address',
  client: 'Client',
  page: 'Page',
  session: 'Session',
  // In place of its number.
  thisSession: 'This one',
  // What to name when asking for help.
  reference: 'Reference',
};
