// What elements with a form share; only to be measured.
export { AccountElement } from '../components/shared/account-element.ts';
export { field } from '../components/shared/field.ts';
export { formValues } from '../components/shared/form-values.ts';
export { LightElement } from '../components/shared/light-element.ts';
export { LoadController } from '../components/shared/load-controller.ts';
export { SubmitController } from '../components/shared/submit-controller.ts';
