/** One line of comma-separated values (RFC 4180), with its end. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(quoted).join(',')}\r\n`;

/**
 * A text that begins like a formula would be computed by spreadsheets: it gets an apostrophe before it. So does one
 * within a text that begins behind a semicolon or a tab: where those divide cells, as in German Excel, it would be one.
 */
function quoted(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const apart = cell.replaceAll(/([;\t\r\n])(?=[=+\-@＝＋－＠])/g, "$1'");
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(apart) ? `'${apart}` : apart;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
