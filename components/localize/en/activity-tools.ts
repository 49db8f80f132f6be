export const activityTools = {
  label: 'Filter',
  kind: 'Type',
  kinds: {
    'sign-in': 'Sign-ins and proofs of identity',
    password: 'Password',
    authenticator: 'Authenticator applications',
    passkey: 'Passkeys',
    'recovery-code': 'Recovery codes',
    session: 'Sessions',
    profile: 'Personal details',
    account: 'Account and e-mail address',
  },
  outcome: 'Result',
  outcomes: { success: 'Succeeded', failure: 'Failed' },
  application: 'Client',
  // The choice that leaves a filter out.
  all: 'All',
  since: 'From',
  until: 'To',
  search: 'Search',
  searchHint: 'Device, place, IP address, client, or what happened',
  clear: 'Clear filters',
  // Said after each change.
  shown: (count: number, more: boolean) =>
    more ? `${count} entries, and there are more.` : count === 1 ? '1 entry.' : `${count} entries.`,
  // What is downloaded.
  download: 'What the filters show, as a file.',
  // The first words of the file's name, where the server gives it none.
  file: 'Account activity',
};
