// What is published about the elements: only what is public, by the paths of the package.

const toDist = (path) => path?.replace(/^\/?components\/(.*)\.ts$/, 'dist/$1.js');

const isPublic = (member) =>
  member.privacy !== 'private' && member.privacy !== 'protected' && !member.name?.startsWith('#');

/** What elements override for Lit and for our base classes is nobody's API. */
const INTERNAL = new Set([
  'render',
  'outlastsSession',
  'renderLight',
  'stepUpReason',
  'update',
  'updated',
  'willUpdate',
  'firstUpdated',
  'scheduleUpdate',
  'connectedCallback',
  'disconnectedCallback',
  'styles',
  'lightStyles',
]);

const published = {
  name: 'published',
  packageLinkPhase({ customElementsManifest }) {
    const { modules } = customElementsManifest;
    for (const module of modules) {
      const source = module.path;
      module.path = toDist(source);
      // Our own `define(tag, element)` is no element.
      module.exports = module.exports?.filter(({ kind, name }) => kind === 'js' || name?.includes('-'));
      for (const entry of module.exports ?? []) {
        if (entry.declaration?.module) entry.declaration.module = toDist(entry.declaration.module);
      }
      for (const declaration of module.declarations ?? []) {
        if (declaration.superclass?.module) declaration.superclass.module = toDist(declaration.superclass.module);
        declaration.members = declaration.members?.filter((member) => isPublic(member) && !INTERNAL.has(member.name));
        for (const member of [...(declaration.members ?? []), ...(declaration.attributes ?? [])]) {
          if (member.inheritedFrom?.module) member.inheritedFrom.module = toDist(member.inheritedFrom.module);
        }
        declaration.attributes = declaration.attributes?.filter(
          ({ fieldName }) => !fieldName || declaration.members?.some(({ name }) => name === fieldName),
        );
        // The analyzer also guesses at dispatchEvent(), wrongly; what is documented is what counts.
        declaration.events = declaration.events?.filter(({ name, description }) => name && description);
        if (declaration.tagName) addDefinition(modules, declaration, source);
      }
    }
  },
};

/** Tags are registered by a function of ours in `<tag>/define.ts`, which the analyzer cannot see through. */
function addDefinition(modules, { tagName, name }, source) {
  const define = source.replace(/[^/]+$/, 'define.ts');
  const module = modules.find(({ path }) => path === define || path === toDist(define));
  if (!module) return;
  module.exports ??= [];
  module.exports.push({
    kind: 'custom-element-definition',
    name: tagName,
    declaration: { name, module: toDist(source) },
  });
}

export default {
  globs: ['components/**/*.ts', '!components/{contract,dist,localize,testing}/**', '!components/testing.ts'],
  outdir: 'components/dist',
  litelement: true,
  packagejson: false,
  plugins: [published],
};
