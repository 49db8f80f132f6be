import { transform, type TransformOptions } from 'esbuild';

/** Legacy decorators and assigned fields, as Lit wants them; the same for the bundle and for tests in the browser. */
export const typescriptOptions = {
  loader: 'ts',
  target: 'es2022',
  tsconfigRaw: {
    compilerOptions: {
      target: 'ES2022',
      experimentalDecorators: true,
      useDefineForClassFields: false,
      verbatimModuleSyntax: true,
    },
  },
} satisfies TransformOptions;

/** Turns one TypeScript file into JavaScript that browsers run. */
export async function toJavaScript(code: string, file: string): Promise<string> {
  const result = await transform(code, { ...typescriptOptions, sourcefile: file, sourcemap: 'inline' });
  return result.code;
}
