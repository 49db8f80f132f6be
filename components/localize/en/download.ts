export const download = {
  formats: 'CSV opens in spreadsheets. JSON is for other programs.',
  as: { csv: 'Download as CSV', json: 'Download as JSON' },
  // `size` is already localised: “1.4 MB”.
  pending: 'Getting your file…',
  received: (size: string) => `Getting your file… ${size} so far`,
  saved: (name: string, size: string) => `Downloaded: ${name}, ${size}`,
  cancelled: 'Cancelled. Nothing was saved.',
  // After the reason.
  notSaved: 'Nothing was saved.',
};
