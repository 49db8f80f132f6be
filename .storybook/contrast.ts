/** As they were written. */
const written = new Map<CSSMediaRule, string>();
let wanted = false;

/**
 * A page cannot have the browser ask for more contrast. It can have the rules
 * hold that are written for it: in every style sheet of the page and of what is
 * in it, `@media (prefers-contrast: more)` becomes `@media all`.
 */
export function setContrast(more: boolean): void {
  wanted = more;
  apply();
  // What comes later, such as a dialog.
  if (more) observer.observe(document, { subtree: true, childList: true });
  else observer.disconnect();
}

const observer = new MutationObserver(() => requestAnimationFrame(apply));

function apply(): void {
  visit(document);
  for (const [rule, text] of written) rule.media.mediaText = wanted ? 'all' : text;
}

function visit(root: Document | ShadowRoot): void {
  for (const sheet of root.adoptedStyleSheets) find(sheet.cssRules);
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) visit(shadowRoot);
}

function find(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule && !written.has(rule) && /prefers-contrast:\s*more/.test(rule.media.mediaText))
      written.set(rule, rule.media.mediaText);
    if ('cssRules' in rule) find(rule.cssRules as CSSRuleList);
  }
}
