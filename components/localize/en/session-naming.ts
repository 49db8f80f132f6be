export const sessionNaming = {
  name: 'Name',
  // `device` is such as “Safari on iPhone”, here and below.
  nameHint: (device: string) => `Only you see it. Without a name, “${device}” stands here.`,
  renamed: (name: string) => `It’s called “${name}” now.`,
  nameless: (device: string) => `“${device}” stands here again.`,
};
