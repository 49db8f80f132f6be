import type { CSSResult } from 'lit';
import type { Session } from '../contract/sessions.ts';
import { formStyles } from '../theme/form.styles.ts';
import { SessionGroups, type List } from './groups.ts';
import { SessionNaming } from './naming.ts';
import { toolStyles } from './tools.styles.ts';

/** What is fetched when somebody wants to name a session, or has many. */
export class SessionTools {
  readonly naming: SessionNaming;
  readonly groups: SessionGroups;

  constructor(list: List) {
    this.naming = new SessionNaming(list.host);
    this.groups = new SessionGroups(list);
    adopt(list.host.renderRoot as ShadowRoot, formStyles, toolStyles);
  }

  /** Takes back all that was asked and said. */
  forget(): void {
    this.naming.forget();
    this.groups.forget();
  }

  renderOutcome(list: readonly Session[]): unknown {
    return [this.naming.renderOutcome(), this.groups.renderOutcome(list)];
  }
}

function adopt({ adoptedStyleSheets }: ShadowRoot, ...styles: readonly CSSResult[]): void {
  for (const { styleSheet } of styles) {
    if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
  }
}
