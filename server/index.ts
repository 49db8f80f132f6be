// What a host builds a server of its own with; `account-elements-server` on the command line needs none of it.
export { openAccountServer, type AccountServer } from './account-server.ts';
export { createApp, type Dependencies } from './app.ts';
export { ConfigError } from './config-error.ts';
