// The provider first: elements that are upgraded before it would ask for a client in vain.
import './account-provider/define.ts';
