export const emailChange = {
  open: 'Change e-mail address',
  reason: 'To change your e-mail address, confirm that it’s really you.',
};
