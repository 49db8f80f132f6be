import { defineAll } from 'account-elements/define-all';
import { mount } from 'svelte';
import Host from './host.svelte';

defineAll({ prefix: 'acme' });
mount(Host, { target: document.getElementById('root')! });
