// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const server = process.env['TILTH_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: './',
  plugins: [svelte()],
  resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsInlineLimit: 0, // data: URLs would need a wider content security policy
    chunkSizeWarningLimit: 1500, // the map library comes alone, when a map is opened
    modulePreload: { polyfill: false },
  },
  // `npm run dev` beside a running `tilth serve`; never part of what is shipped.
  server: { proxy: Object.fromEntries(['/api', '/ogc', '/basemap', '/health'].map((path) => [path, server])) },
  test: { include: ['src/**/*.test.ts'], testTimeout: 120_000 }, // a busy machine is no fault
});
