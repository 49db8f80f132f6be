// There is nothing to build: the script and its digests are copied out of the package.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';

const cdn = 'node_modules/account-elements/dist/cdn';
cpSync('public', 'dist', { recursive: true });
cpSync(cdn, 'dist/account-elements', { recursive: true });

const digests = JSON.parse(readFileSync(`${cdn}/integrity.json`, 'utf8'));
const integrity = Object.fromEntries(
  Object.entries(digests).map(([file, digest]) => [`/account-elements/${file}`, digest]),
);
const page = readFileSync('public/index.html', 'utf8');
writeFileSync(
  'dist/index.html',
  page
    .replace('<script type="importmap"></script>', `<script type="importmap">${JSON.stringify({ integrity })}</script>`)
    .replace('integrity=""', `integrity="${digests['account-elements.js']}"`),
);
