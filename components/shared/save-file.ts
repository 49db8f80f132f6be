/** Lets the browser save a file. The address lives for that moment only, and no policy of the page is asked. */
export function saveFile(file: Blob, fileName: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Safari reads it a moment after the click.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Such as `recovery-codes-northwind-trust-2026-11-23.txt`. */
export function fileName(parts: readonly string[], ending: string): string {
  const words = parts.map((part) =>
    part
      .toLocaleLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join('-'),
  );
  return `${words.filter(Boolean).join('-')}.${ending}`;
}
