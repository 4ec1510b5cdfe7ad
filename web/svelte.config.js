// Every component is written with runes; TypeScript is taken off before Svelte sees it.
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default { preprocess: vitePreprocess(), compilerOptions: { runes: true } };
