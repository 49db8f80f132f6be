export const profileMenu = {
  loading: 'Loading your account…',
  myProfile: 'My Profile',
  signOut: 'Sign out',
  signingOut: 'Signing out…',
  // Before the reason, when signing out failed.
  stillSignedIn: 'You’re still signed in.',
};
