import type { FieldProblemCode, ProblemCode } from '../contract/problem.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../contract/password.ts';

/** `when` is already localised: “in 2 minutes”. It is missing when the server did not say. */
type ProblemText = (when?: string) => string;

const problems: Record<ProblemCode, ProblemText> = {
  malformed: () => 'Something is wrong with this page. Reload it and try again.',
  unauthenticated: () => 'You’ve been signed out. Sign in again to continue.',
  'wrong-credential': () => 'That e-mail address and password don’t match.',
  'reauthentication-required': () => 'Not changed — confirmation was cancelled.',
  'password-change-required': () => 'Choose a new password to continue.',
  'origin-refused': () => 'This page isn’t allowed to do that. Open your account page and try there.',
  forbidden: () => 'You’re not allowed to do that. Ask your administrator.',
  'not-found': () => 'That doesn’t exist any more. Reload the page.',
  'method-not-allowed': () => 'Something is wrong with this page. Reload it and try again.',
  conflict: () => 'Something changed at the same moment. Check it and try again.',
  'version-conflict': () => 'Nothing was saved: this was changed somewhere else meanwhile.',
  'payload-too-large': () => 'Nothing was saved: that’s too much text. Shorten it and try again.',
  'unsupported-media-type': () => 'Something is wrong with this page. Reload it and try again.',
  'invalid-input': () => 'Nothing was saved. Check the marked fields and try again.',
  'too-many-attempts': (when) => `Too many attempts. Try again ${when ?? 'later'}.`,
  'server-error': () => 'That didn’t work, and it’s not your fault. Try again in a moment.',
  unavailable: (when) => `The service is busy. Try again ${when ?? 'in a moment'}.`,
  unreachable: () => 'No connection to the server. Check your network and try again.',
  unreadable: () => 'The server’s answer made no sense. Reload the page and try again.',
  unsupported: () => 'Not available for this account.',
};

const fieldProblems: Record<FieldProblemCode, string> = {
  required: 'Fill this in.',
  invalid: 'Check this: it has characters or a form that can’t be used here.',
  'too-short': `Use at least ${PASSWORD_MIN_LENGTH} characters. A few random words work well.`,
  'too-long': `That’s too long. Shorten it.`,
  'unknown-field': 'This can’t be changed here.',
  taken: 'Another account uses this already.',
  'password-common': 'This password is on lists of common passwords, which attackers try first. Choose another.',
  'password-guessable': 'Don’t use your name, your e-mail address or ours as your password.',
  'password-breached': 'This password has appeared in a data leak, so it isn’t safe to use. Choose another.',
  'password-unchanged': 'That’s your current password. Choose a different one.',
};

export const en = {
  problems,
  fieldProblems,
  states: {
    loading: 'Loading…',
    retry: 'Try again',
    // In “Try again in 5 minutes, at 16:42.” Both are already localised.
    retryWhen: (relative: string, time: string) => `${relative}, at ${time}`,
    saving: 'Saving…',
    // After a failed save or sign-in.
    typedKept: 'What you typed is still here.',
    // `time` is already localised: “16:04”.
    savedAt: (time: string) => `Saved at ${time}`,
    optional: '(optional)',
    unsaved: 'Unsaved changes',
    // After Save in a form that holds no changes.
    unchanged: 'Nothing to save: nothing was changed.',
    // For a backend that does not let it be changed.
    readOnly: 'You can read this here, but not change it.',
  },
  actions: { save: 'Save', cancel: 'Cancel', close: 'Close' },
  password: {
    // Before the person types one.
    rules: `At least ${PASSWORD_MIN_LENGTH} characters, at most ${PASSWORD_MAX_LENGTH}. A few random words work well.`,
    // On the toggle beside a password; pressed, it shows.
    show: 'Show',
    // The toggle's whole name, read out; starts with what it shows.
    showPassword: 'Show password',
    // Read out after the toggle.
    shown: 'Your password is visible',
    hidden: 'Your password is hidden',
    new: 'New password',
    confirm: 'Confirm new password',
    mismatch: 'The two passwords differ. Type the same one twice.',
    capsLock: 'Caps Lock is on.',
  },
  reauth: {
    heading: 'Confirm it’s you',
    // Where an element says nothing more special.
    reason: 'To do this, confirm that it’s really you.',
    // `duration` is already localised: “10 minutes”.
    holds: (duration: string) => `We won’t ask again for ${duration}.`,
    password: 'Your password',
    wrongPassword: 'That isn’t your password. Try again.',
    submit: 'Confirm',
    pending: 'Checking…',
    // For an account that has none of the ways we know.
    noMethod: 'There is nothing to confirm it with here. Sign out, then sign in again: that counts as well.',
  },
  passwordChange: {
    heading: 'Password',
    // `date` is already localised: “4 Nov 2026”.
    changedAt: (date: string) => `Last changed on ${date}`,
    open: 'Change password',
    reason: 'To change your password, confirm that it’s really you.',
    submit: 'Change password',
    pending: 'Changing password…',
    done: 'Password changed',
    // For an account without a password.
    add: {
      none: 'You don’t have a password yet.',
      open: 'Add a password',
      reason: 'To add a password, confirm that it’s really you.',
      submit: 'Add password',
      pending: 'Adding password…',
      done: 'Password added',
    },
    signOutOthers: 'Sign out from other devices',
    // Below that; `sessions` is how many other sessions there are.
    signOutHint: (sessions: number) =>
      sessions === 0
        ? 'You’re not signed in anywhere else at the moment.'
        : `Ends ${sessions} other ${sessions === 1 ? 'session' : 'sessions'}. Recommended if somebody else may know your password.`,
    // Afterwards, if it was ticked.
    signedOut: (sessions: number) =>
      sessions === 0
        ? 'You weren’t signed in anywhere else.'
        : `We signed out ${sessions} other ${sessions === 1 ? 'device' : 'devices'}.`,
    staySignedIn: 'Other devices stay signed in.',
    finish: 'Done',
  },
  signIn: {
    again: 'Sign in again',
    heading: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    pending: 'Signing in…',
    done: 'You’re signed in',
    // Followed by the person's name.
    doneAs: 'Signed in as',
    // The person signed in with a password that has to be replaced first.
    newPassword: {
      heading: 'Choose a new password',
      reason: 'Your password has to be changed before you continue.',
      submit: 'Change password and sign in',
      cancel: 'Use another account',
    },
    signUp: {
      question: 'No account yet?',
      open: 'Create account',
      heading: 'Create your account',
      firstName: 'First name',
      lastName: 'Last name',
      confirm: 'Confirm password',
      submit: 'Create account',
      pending: 'Creating your account…',
      back: 'Sign in instead',
    },
  },
  profileMenu: {
    loading: 'Loading your account…',
    signIn: 'Sign in',
    myProfile: 'My Profile',
    signOut: 'Sign out',
    signingOut: 'Signing out…',
    // Before the reason, when signing out failed.
    stillSignedIn: 'You’re still signed in.',
  },
  myProfile: {
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
    leave: {
      heading: 'Leave without saving?',
      text: 'What you typed and did not save will be lost.',
      stay: 'Stay here',
      leave: 'Leave without saving',
    },
  },
  devices: {
    on: (browser: string, system: string) => `${browser} on ${system}`,
    unknown: 'Unknown device',
    // What people call them, where that is not the name of the system.
    systems: { ios: 'iPhone', ipados: 'iPad', 'macos-or-ipados': 'Mac or iPad' } as Readonly<Record<string, string>>,
    // Who or what got in.
    access: { browser: 'Browser', app: 'App', tool: 'Program or script', unknown: 'Unknown' },
    localNetwork: 'Local network',
    // Once, below all that shows places.
    approximate: 'Places are approximate: they follow from the IP address.',
  },
  sessions: {
    hint: 'Don’t recognise something? Sign it out, then change your password.',
    onlyHere: 'You’re not signed in anywhere else.',
    current: 'This device',
    address: 'IP address',
    started: 'Started',
    lastSeen: 'Last accessed',
    expires: 'Expires',
    clients: 'Clients',
    unknown: 'Unknown',
    // In place of the applications that used a session.
    noClient: 'None so far',
    end: 'Sign out',
    // The same button’s whole name, read out: the other words first, then what it is about.
    endNamed: (device: string) => `Sign out ${device}`,
    ending: 'Signing out…',
    ended: (device: string) => `${device} was signed out.`,
    alreadyEnded: 'That session had already ended.',
    // After the reason why it was not signed out.
    stillSignedIn: (device: string) => `${device} is still signed in.`,
    endOthers: (count: number) => `Sign out all others (${count})`,
    endOthersHeading: (count: number) =>
      count === 1 ? 'Sign out the other session?' : `Sign out ${count} other sessions?`,
    endOthersText: 'Whoever uses them has to sign in again. This device stays signed in.',
    othersEnded: (count: number) =>
      count === 1 ? 'The other session was signed out.' : `${count} other sessions were signed out.`,
    othersStillSignedIn: 'The others are still signed in.',
    reason: 'To sign out other devices, confirm that it’s really you.',
  },
  activity: {
    captions: { access: 'Sign-ins and attempts, newest first', events: 'All activity, newest first' },
    columns: {
      accessType: 'Access type',
      accessDetails: 'Access type details',
      location: 'Location',
      ip: 'IP',
      dateTime: 'Date/time',
      time: 'Time',
      type: 'Type',
      address: 'IP address',
      client: 'Client',
      details: 'Details',
    },
    empty: 'No activity yet.',
    older: 'Show older',
    loaded: (count: number) => `${count} more loaded.`,
    all: 'That’s everything.',
    failed: 'Failed',
    // What happened, by the codes of the server. Of attempts, whether they failed is said beside it.
    types: {
      authn_login_success: 'Signed in',
      authn_login_fail: 'Sign-in attempt',
      authn_login_lock: 'Sign-in blocked after too many attempts',
      authn_login_unlock: 'Sign-in unblocked',
      authn_reauth_success: 'Identity confirmed',
      authn_reauth_fail: 'Attempt to confirm identity',
      authn_password_change: 'Password changed',
      authn_password_change_required: 'New password required',
      session_created: 'Session started',
      session_renewed: 'Session secured again',
      session_ended: 'Session ended',
      session_use_after_rotation: 'Use of an outdated session',
      user_created: 'Account created',
      user_updated: 'Personal details changed',
      user_disabled: 'Account disabled',
      user_enabled: 'Account enabled',
      privilege_permissions_changed: 'Permissions changed',
      sys_startup: 'Server started',
      sys_shutdown: 'Server stopped',
    } as Readonly<Record<string, string>>,
    // A newer server may know more.
    unknownType: (code: string) => `Account event (${code})`,
    reasons: {
      password: 'Wrong password',
      'signed-out': 'Signed out',
      'signed-in-again': 'Signed in again on this device',
      revoked: 'Signed out from another session',
      reauthenticated: 'Identity was confirmed',
      'password-changed': 'Password was changed',
      'password-change-required': 'New password was required',
      'account-disabled': 'Account was disabled',
      expired: 'Expired',
      limit: 'Too many sessions',
    } as Readonly<Record<string, string>>,
    // Who did it, if it was not the person.
    actors: { operator: 'By an administrator', system: 'Automatically' },
    // What somebody proved themselves with.
    methods: { password: 'With password' } as Readonly<Record<string, string>>,
    // `fields` is a list of names such as “Telephone number, Country”.
    changed: (fields: string) => `Changed: ${fields}`,
  },
  accountName: {
    heading: 'Your name',
    firstName: 'First name',
    lastName: 'Last name',
    email: 'E-mail address',
    saved: 'Name saved',
  },
  profileForm: {
    // Above an empty form. `company` may be missing.
    empty: (company?: string) => `Add your details so ${company ?? 'we'} can reach you. Nothing here is required.`,
    you: 'About you',
    youHint: (company?: string) => `Your title, and what connects you with ${company ?? 'us'}.`,
    address: 'Contact and address',
    addressHint: (company?: string) => `Where ${company ?? 'we'} can reach you.`,
    regional: 'Language and region',
    regionalHint: 'How words, dates and numbers are written for you.',
    title: 'Title',
    relationship: (company?: string) => `Relationship to ${company ?? 'your company'}`,
    // The codes that we know; the server may have others, which are shown as they are.
    relationships: {
      employee: 'Employee',
      contractor: 'Contractor',
      partner: 'Partner',
      customer: 'Customer',
      supplier: 'Supplier',
      other: 'Other',
    } as Readonly<Record<string, string>>,
    // The empty choice of a list.
    none: 'Not set',
    telephone: 'Telephone number',
    telephoneHint: 'With + and the country code, such as +43.',
    telephoneHintIn: (country: string) => `Without a country code: ${country}.`,
    telephoneNotes: {
      read: (number: string) => `Will be saved as ${number}.`,
      tooShort: (country?: string) =>
        `That looks too short${country ? ` for ${country}` : ''}. Check it or save anyway.`,
      tooLong: (country?: string) => `That looks too long${country ? ` for ${country}` : ''}. Check it or save anyway.`,
      unreadable: (country?: string) =>
        `That doesn’t look like a telephone number${country ? ` in ${country}` : ''}. Check it or save anyway.`,
    },
    country: 'Country',
    street: 'Street',
    city: 'City or town',
    // `any` while no country is chosen, or when nobody knows what it is called there.
    state: {
      any: 'State or province',
      state: 'State',
      province: 'Province',
      county: 'County',
      prefecture: 'Prefecture',
      emirate: 'Emirate',
      department: 'Department',
      region: 'Region',
      island: 'Island',
      parish: 'Parish',
      oblast: 'Oblast',
      area: 'Area',
      district: 'District',
      provinceOrCity: 'Province or city',
    },
    postcode: {
      any: 'Zip/postal code',
      postal: 'Postal code',
      zip: 'ZIP code',
      pin: 'PIN code',
      eircode: 'Eircode',
      plz: 'Postal code (PLZ)',
      postcode: 'Postcode',
    },
    postcodeNote: (country: string) => `That doesn’t look like a code in ${country}. Check it or save anyway.`,
    // Read out after a country was chosen and labels changed with it.
    addressFollows: (country: string) => `Address fields updated for ${country}.`,
    locale: 'Current locale',
    localeUnset: 'As this page',
    timeZone: 'Time zone',
    // `zone` is the city of the device's own time zone.
    timeZoneUnset: (zone: string) => `As on this device (${zone})`,
    thisDevice: 'This device',
    oceans: { Arctic: 'Arctic', Atlantic: 'Atlantic', Indian: 'Indian Ocean', Pacific: 'Pacific' } as Readonly<
      Record<string, string>
    >,
    // Before examples of a date, a time and a number.
    preview: 'Looks like',
    more: 'More regional settings',
    hourCycle: 'Clock',
    hourCycles: { h12: '12 hours (4:04 PM)', h23: '24 hours (16:04)' },
    firstDayOfWeek: 'First day of the week',
    asUsual: 'As usual in the region',
    // Said in the language that was chosen just now; `language` is its own name.
    languageChanged: (language: string) => `Language changed to ${language}.`,
    // The same, for a language that these words do not exist in.
    languageMissing: (language: string) =>
      `Dates and numbers now follow ${language}. These words don’t exist in that language yet.`,
    conflict: {
      text: 'Your profile was changed somewhere else. Reload to see it, or keep my changes and save again.',
      reload: 'Reload',
      keep: 'Keep my changes',
      // Under a field that both changed.
      theirs: (value: string) => `Somewhere else it was changed to “${value}”.`,
      cleared: 'Somewhere else it was cleared.',
    },
  },
};

/** Every sentence of the elements. English is the shape that each language fills. */
export type Terms = typeof en;
