// Classes and types only: importing them registers nothing (see define.ts).
export { AccountProvider } from './account-provider/account-provider.ts';
export { AccountClient } from './client/account-client.ts';
export { createClient } from './client/create-client.ts';
export { httpClient } from './client/http-client.ts';
export { Problem, isProblem } from './contract/problem.ts';
export { defineAll } from './define-all.ts';
export { registerTerms } from './localize/languages.ts';
