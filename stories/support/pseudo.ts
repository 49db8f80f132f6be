const plain = 'acdegiknorsuwyzACDEGINORSUYZ';
const accented = 'áçðéĝíķñöŕšúŵýžÁÇÐÉĜÍÑÖŔŠÚÝŽ';

/** Some 40 % longer, as other languages are, and with letters that show whether a font has them. */
function pseudoText(text: string): string {
  const letters = text.replaceAll(/[a-z]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter);
  return `[${letters}${' ~'.repeat(Math.ceil(text.length / 5))}]`;
}

/** Sentences as a translation might be: what is not from the language tables stays as it was, and is seen. */
export function pseudo<T>(terms: T): T {
  if (typeof terms === 'string') return pseudoText(terms) as T;
  if (typeof terms === 'function') {
    const sentence = terms as unknown as (...args: unknown[]) => unknown;
    return ((...args: unknown[]) => pseudo(sentence(...args))) as T;
  }
  if (terms === null || typeof terms !== 'object') return terms;
  if (Array.isArray(terms)) return terms.map((term: unknown) => pseudo(term)) as T;
  return Object.fromEntries(Object.entries(terms).map(([key, value]) => [key, pseudo(value)])) as T;
}
