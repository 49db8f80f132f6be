export const emailNotices = {
  heading: 'E-mail notices',
  // What nobody can switch off.
  always:
    'You always get a mail when something changes that lets people into your account: a sign-in with a new browser, your password, passkeys, authenticator applications, recovery codes or e-mail address, and locks.',
  // Above the choices.
  also: 'Also send a mail about',
  notices: {
    'sign-in-elsewhere': { label: 'Sign-ins from a new place', hint: 'With a browser that you have used before.' },
    'usual-sign-in': {
      label: 'All other sign-ins',
      hint: 'With a browser and from a place that you have used before.',
    },
    'sessions-ended': { label: 'Sign-outs on other devices', hint: 'When sessions of yours are ended from elsewhere.' },
    'profile-changed': { label: 'Changes to your profile', hint: 'Your name, address, telephone number and the like.' },
  },
  // The server sends no mails.
  none: 'No notices are sent by e-mail here.',
  // Why a proof of identity is wanted.
  reason: 'To choose your notices, confirm that it’s really you.',
};
