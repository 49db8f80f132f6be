export const copy = {
  copied: 'Copied',
  // Read out.
  done: 'Copied to the clipboard',
  // Where the browser refuses to copy; `keys` is “Ctrl+C” or “⌘C”.
  byHand: (keys: string) => `It’s selected. Press ${keys} to copy it.`,
};
