import 'account-elements/define';
import { createApp } from 'vue';
import Host from './host.vue';

createApp(Host).mount('#root');
