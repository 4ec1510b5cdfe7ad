// The address of a running server, in MARSAD_URL, goes in; what a person can do on its screens is tried in both languages.
import { defineConfig } from '@playwright/test';

const use = {
  baseURL: process.env.MARSAD_URL ?? 'http://127.0.0.1:7801',
  launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
};

export default defineConfig({
  testDir: 'tests',
  workers: 2,
  timeout: 60_000,
  reporter: 'line',
  use,
  projects: [
    { name: 'ar', use: { locale: 'ar' } },
    { name: 'en', use: { locale: 'en-GB' } },
  ],
});
