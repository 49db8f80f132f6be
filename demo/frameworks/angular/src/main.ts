import 'account-elements/define';
import { bootstrapApplication } from '@angular/platform-browser';
import { Host } from './host';

bootstrapApplication(Host).catch((error) => console.error(error));
