// The manifest is built; types are checked before that, too.
declare module '*/custom-elements.json' {
  const manifest: object;
  export default manifest;
}

// The text of a style sheet, as it stands: made smaller, `light-dark()` would no longer follow the toolbar's theme.
declare module '*.css?raw' {
  const css: string;
  export default css;
}
