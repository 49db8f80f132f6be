import { expect } from 'chai';
import { en } from '../../components/localize/en.ts';

describe('the languages', () => {
  /** Every sentence by its path: as it is, or what it says about words put in. */
  function sentences(terms: object, path = ''): Map<string, string> {
    const found = new Map<string, string>();
    for (const [key, value] of Object.entries(terms) as [string, unknown][]) {
      const place = path ? `${path}.${key}` : key;
      if (typeof value === 'function') found.set(place, String(value(...placeholders.slice(0, value.length))));
      else if (typeof value === 'object' && value) for (const [k, v] of sentences(value, place)) found.set(k, v);
      else found.set(place, String(value));
    }
    return found;
  }
  const placeholders = ['⟨first⟩', '⟨second⟩', '⟨third⟩'];

  for (const load of [() => import('../../components/localize/de.ts').then(({ de }) => ['German', de] as const)]) {
    it('say the same things, with all that is put into them', async () => {
      const [name, terms] = await load();
      const [english, other] = [sentences(en), sentences(terms)];
      expect([...other.keys()].toSorted(), name).to.deep.equal([...english.keys()].toSorted());
      for (const [place, sentence] of english) {
        const there = other.get(place) ?? '';
        expect(there.trim(), `${name} ${place} is empty`).not.to.equal('');
        for (const placeholder of placeholders) {
          expect(there.includes(placeholder), `${name} ${place} has ${placeholder}`).to.equal(
            sentence.includes(placeholder),
          );
        }
      }
    });

    it('have no sentence left in English', async () => {
      const [name, terms] = await load();
      const other = sentences(terms);
      const same = [...sentences(en)].filter(
        ([place, sentence]) => / .* /.test(sentence) && other.get(place) === sentence,
      );
      expect(same, name).to.deep.equal([]);
    });
  }
});
