import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { build } from 'esbuild';
import { build as viteBuild } from 'vite';
import { elementTags } from '../../tools/sizes.ts';

/*
 * What a bundler takes of the built package for a page that uses one element. Composites bring what they are made of,
 * and `<reauth-dialog>` is fetched by whoever needs a proof of identity.
 */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'account-lockdown': ['password-change'],
  'account-portal': ['account-name'],
};

/** The elements of which something is in the file that a page loads. */
async function elementsIn(page: string): Promise<{ tags: string[]; bytes: number }> {
  const { metafile } = await build({
    stdin: { contents: page, resolveDir: process.cwd() },
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    write: false,
    outdir: 'bundled',
    external: ['react'],
    metafile: true,
    logLevel: 'silent',
  });
  const [, entry] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === '<stdin>') ?? [];
  assert.ok(entry);
  // With what it imports at once.
  const files = new Set([entry]);
  for (const file of files) {
    for (const { path, kind } of file.imports) {
      const next = metafile.outputs[path];
      if (kind === 'import-statement' && next) files.add(next);
    }
  }
  const inputs = [...files].flatMap(({ inputs: all }) => Object.entries(all));
  const tags = tagsOf(inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path));
  return { tags, bytes: [...files].reduce((sum, { bytes }) => sum + bytes, 0) };
}

function tagsOf(modules: readonly string[]): string[] {
  const known = elementTags();
  const tags = modules.map((path) => /components\/dist\/([a-z]+-[a-z-]+)\//.exec(path)?.[1] ?? '');
  return [...new Set(tags)].filter((tag) => known.includes(tag)).toSorted();
}

/** As much of what Vite returns as is looked at. */
interface Chunk {
  readonly fileName: string;
  readonly isEntry: boolean;
  readonly imports: readonly string[];
  readonly modules: Readonly<Record<string, { readonly renderedLength: number }>>;
}

describe('a page that uses one element bundles that one', () => {
  const whole = elementsIn(`import 'account-elements/define';`);
  for (const tag of elementTags()) {
    const component = `-${tag}`.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const ways = {
      'that it registers': `import 'account-elements/${tag}/define';`,
      'as a component for React': `import { ${component} } from 'account-elements/react'; console.log(${component});`,
    };
    for (const [way, page] of Object.entries(ways)) {
      test(`${tag}, ${way}`, async (t) => {
        const { tags, bytes } = await elementsIn(page);
        t.diagnostic(`${tag}: ${tags.join(', ')}, ${bytes} of ${(await whole).bytes} bytes`);
        const more = tags.filter((one) => one !== tag && one !== 'reauth-dialog' && !PARTS[tag]?.includes(one));
        assert.deepEqual(more, []);
        assert.ok(tags.includes(tag));
      });
    }
  }

  test('a class of the main entry, whatever else that exports, with Vite', async () => {
    const entry = 'virtual:page';
    const page = `import { SessionList } from 'account-elements'; console.log(SessionList);`;
    const built = await viteBuild({
      configFile: false,
      logLevel: 'silent',
      plugins: [
        { name: 'page', resolveId: (id) => (id === entry ? id : null), load: (id) => (id === entry ? page : null) },
      ],
      build: { write: false, minify: false, rollupOptions: { input: entry } },
    });
    const { output } = [built].flat()[0] as { output: Chunk[] };
    const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]));
    const loaded = new Set(output.filter(({ isEntry }) => isEntry));
    for (const { imports } of loaded) for (const name of imports) loaded.add(chunks.get(name)!);
    const modules = [...loaded].flatMap(({ modules: all }) => Object.entries(all));
    const tags = tagsOf(modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([path]) => path));
    assert.deepEqual(
      tags.filter((tag) => tag !== 'reauth-dialog'),
      ['session-list'],
    );
  });

  test('the client alone brings no element', async () => {
    const { tags } = await elementsIn(`import { httpClient } from 'account-elements/client'; console.log(httpClient);`);
    assert.deepEqual(tags, []);
  });
});
