// A lint rule: nothing that a strict Content Security Policy or Trusted Types would stop.

const HTML_SINKS = new Set(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'srcdoc']);
const UNSAFE_DIRECTIVES = /^lit\/directives\/(unsafe-html|unsafe-svg|unsafe-mathml|style-map)\.js$/;
const IN_TEMPLATES = [
  [/\sstyle\s*=/, 'a style attribute is refused by a strict policy: use a class or a part'],
  [/<style[\s>]/, 'a <style> element is refused by a strict policy: use adopted styles'],
  [/\son\w+\s*=/, 'an inline event handler is refused by a strict policy: use @event'],
  [/["'(]data:/, 'a data: URL is refused by a strict policy'],
];

const noPolicyViolation = {
  create(context) {
    const report = (node, message) => context.report({ node, message });
    return {
      MemberExpression(node) {
        const name = node.computed ? node.property.value : node.property.name;
        if (HTML_SINKS.has(name)) report(node, `${name} makes elements from text: render a template`);
      },
      ImportDeclaration(node) {
        if (UNSAFE_DIRECTIVES.test(node.source.value))
          report(node, `${node.source.value} is refused by a strict policy`);
      },
      TaggedTemplateExpression(node) {
        if (!['html', 'svg', 'css'].includes(node.tag.name)) return;
        for (const part of node.quasi.quasis) {
          for (const [pattern, message] of IN_TEMPLATES) if (pattern.test(part.value.raw)) report(part, message);
        }
      },
    };
  },
};

export default { meta: { name: 'account-elements' }, rules: { 'no-policy-violation': noPolicyViolation } };
