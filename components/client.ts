// What elements talk to: for pages and adapters that bring their own, and for the tests of both.
export { AccountClient, type SendOptions } from './client/account-client.ts';
export { createClient, type Handler, type Handlers } from './client/create-client.ts';
export { httpClient, type HttpClientOptions } from './client/http-client.ts';
export { Problem, isProblem, type ProblemCode, type ProblemDetails } from './contract/problem.ts';
