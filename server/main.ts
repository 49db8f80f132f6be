import { reportAndExit } from './report-and-exit.ts';
import { serve } from './serve.ts';

await serve(process.env).catch(reportAndExit);
