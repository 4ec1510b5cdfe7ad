// The page's source goes in; `crates/marsad-serve/page` comes out, the same bytes each time.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/',
  plugins: [svelte()],
  server: { proxy: { '/api': process.env.MARSAD_URL ?? 'http://127.0.0.1:7801' } },
  build: {
    outDir: '../crates/marsad-serve/page',
    emptyOutDir: true,
    target: 'es2022',
    // The policy allows neither data: fonts nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    reportCompressedSize: true,
  },
});
