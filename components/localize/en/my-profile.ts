export const myProfile = {
  heading: 'My Profile',
  // Followed by the person's name.
  signedInAs: 'Signed in as',
  back: 'Back to My Profile',
  password: 'Password',
  changePassword: 'Change',
  activity: 'Recent activity',
  showActivity: 'Show',
  account: 'My account',
  accountHint: 'Name, security, sessions and activity',
  manage: 'Manage',
};
