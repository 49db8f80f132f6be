import { hydrateRoot } from 'react-dom/client';
import { Host } from './host';

hydrateRoot(document.getElementById('root')!, <Host />, {
  onRecoverableError: (error) => console.error('React wrote the page anew:', error),
});
