// Where new recovery codes are shown, once.
export const recoveryCodeSheet = {
  heading: 'Save your recovery codes',
  text: 'If you lose your phone, each of these lets you in once, in place of a code from your app. We can’t show them again.',
  // What the list of codes is called, read out.
  list: 'Your recovery codes',
  copy: 'Copy all',
  download: 'Download',
  print: 'Print',
  saved: 'I’ve saved these codes somewhere safe',
  notSaved: 'Confirm that you’ve saved the codes: you won’t see them again.',
  finish: 'Done',
  // The beginning of a file’s name.
  file: 'recovery-codes',
  // On paper and in the file; `company` is whose account it is, `date` is already localised.
  title: (company: string) => `Recovery codes for ${company}`,
  titleAlone: 'Recovery codes',
  account: (email: string) => `Account: ${email}`,
  created: (date: string) => `Created: ${date}`,
  once: 'Each code works once. Creating new codes makes these worthless.',
};
