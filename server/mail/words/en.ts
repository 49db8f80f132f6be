export const en = {
  greeting: 'Hello,',
  footer: (company: string) => `You get this mail because somebody gave this address at ${company}.`,
  reset: {
    subject: 'Choose a new password',
    text: 'Somebody, probably you, asked for a new password for your account.',
    action: 'Choose a new password',
    expires: (minutes: number) => `The link works once, and for ${minutes} minutes.`,
    ignore: 'If you didn’t ask for this, ignore this mail: your password stays as it is.',
  },
};

export type MailWords = typeof en;
