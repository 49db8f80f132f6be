import { register } from '@teamhanko/hanko-elements';

// Set up as its README says, with nothing but where its backend is.
await register(`${location.origin}/hanko`);
