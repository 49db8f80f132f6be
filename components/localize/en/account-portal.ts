export const accountPortal = {
  // Of the navigation, read out.
  label: 'Account',
  sections: {
    account: 'Account',
    security: 'Security',
    sessions: 'Sessions',
    activity: 'Activity log',
    data: 'Your data',
    // Not in the navigation: people are led there.
    lockdown: 'Secure your account',
  },
  // Below the heading of each.
  leads: {
    account: 'Your name and your e-mail address.',
    security: 'How you sign in, and how your account is protected.',
    sessions: 'Where you’re signed in, and since when.',
    activity: 'What happened to your account, the latest first.',
    data: 'Download what is stored about you, or delete your account.',
    lockdown: 'Throw others out, and take your account back.',
  },
  // What is opened by a button, and what that says.
  closed: {
    notices: {
      heading: 'E-mail notices',
      lead: 'Which mails you get about your account.',
      open: 'Choose notices',
    },
  },
  // Somebody began with *This wasn’t me* and stopped.
  unfinished: 'Your account isn’t fully secured yet.',
  finish: 'Go on securing it',
  skip: 'Skip to account content',
  // Where the page says no more than its address.
  back: 'Back',
  signOut: 'Sign out',
  signingOut: 'Signing out…',
  // After the reason why signing out failed.
  stillSignedIn: 'You’re still signed in.',
  // For whoever the server does not let in.
  noAccess: 'Your account has no access to this page. Ask your administrator.',
  // An address that names nothing here.
  unknown: 'This part of your account isn’t available.',
};
