import type { LocalizeController } from '../localize/localize-controller.ts';
import type { FieldName, Values } from './profile-values.ts';

/** What the parts of the form need to show themselves. */
export interface View {
  /** What its controls hold by default: what was saved. */
  readonly saved: Values;
  /** What its controls hold now. */
  readonly values: Values;
  readonly localize: LocalizeController;
  /** What every field has: where it is, why it was refused, and what there is to say about it. */
  field(
    name: FieldName,
    note?: string,
  ): {
    readonly id: string;
    readonly name: FieldName;
    readonly value: string;
    readonly problem: string | undefined;
    readonly note: string | undefined;
    readonly quiet: boolean;
  };
}
