export const profileForm = {
  // Above an empty form. `company` may be missing.
  empty: (company?: string) => `Add your details so ${company ?? 'we'} can reach you. Nothing here is required.`,
  you: 'About you',
  youHint: (company?: string) => `Your title, and what connects you with ${company ?? 'us'}.`,
  address: 'Contact and address',
  addressHint: (company?: string) => `Where ${company ?? 'we'} can reach you.`,
  regional: 'Language and region',
  regionalHint: 'How words, dates and numbers are written for you.',
  relationshipTo: (company: string) => `Relationship to ${company}`,
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
  telephoneHint: 'With + and the country code, such as +43.',
  telephoneHintIn: (country: string) => `Without a country code: ${country}.`,
  telephoneNotes: {
    read: (number: string) => `Will be saved as ${number}.`,
    tooShort: (country?: string) => `That looks too short${country ? ` for ${country}` : ''}. Check it or save anyway.`,
    tooLong: (country?: string) => `That looks too long${country ? ` for ${country}` : ''}. Check it or save anyway.`,
    unreadable: (country?: string) =>
      `That doesn’t look like a telephone number${country ? ` in ${country}` : ''}. Check it or save anyway.`,
  },
  // What they are called in some countries.
  state: {
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
};
