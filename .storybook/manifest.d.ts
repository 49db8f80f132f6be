// The manifest is built; types are checked before that, too.
declare module '*/custom-elements.json' {
  const manifest: object;
  export default manifest;
}

// The text of a style sheet.
declare module '*.css?inline' {
  const css: string;
  export default css;
}
