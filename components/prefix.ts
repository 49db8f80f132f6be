import type { ElementsByTag } from './define-all.ts';
import { useUsualTags } from './shared/define.ts';

/**
 * Says what stands before every tag of this copy of the library: `acme` makes `<acme-profile-menu>`. Once, and before any
 * element is registered or rendered; on a server just as in the browser.
 */
export function setPrefix(prefix: string): void {
  if (useUsualTags(prefix)) {
    console.warn(`account-elements: the prefix "${prefix}" comes late, some elements have their tags: say it first.`);
  }
}

/** Every element by its tag behind a prefix, as `HTMLElementTagNameMap` wants to know it. */
export type PrefixedElements<Prefix extends string> = {
  [Tag in keyof ElementsByTag as `${Prefix}-${Tag}`]: ElementsByTag[Tag];
};
