// Where there are many sessions, those that are alike stand together: the same device in the same place.
export const sessionGroups = {
  count: (count: number) => `${count} sessions`,
  // The last used one is shown in any case.
  show: (count: number) => `Show ${count} more`,
  hide: 'Show only the last used',
  // The same buttons’ whole names, read out, here and below: the other words first. `group` is such as “Safari on iPhone, Toronto, Canada”.
  named: (button: string, group: string) => `${button}: ${group}`,
  end: (count: number) => `Sign out all ${count}`,
  endHeading: (count: number) => `Sign out ${count} sessions?`,
  endText: (group: string) => `${group}. Whoever uses them has to sign in again.`,
  ended: (count: number) => (count === 1 ? '1 session was signed out.' : `${count} sessions were signed out.`),
  // After the reason why the rest was not signed out.
  stillSignedIn: (count: number) =>
    count === 1 ? '1 of them is still signed in.' : `${count} of them are still signed in.`,
};
