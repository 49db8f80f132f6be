import { cpSync } from 'node:fs';

cpSync('public', 'dist', { recursive: true });
cpSync('node_modules/account-elements/dist/cdn', 'dist/account-elements', { recursive: true });
