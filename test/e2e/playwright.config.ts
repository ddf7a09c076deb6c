import { defineConfig } from 'playwright/test'
import { findBrowser, IS_ROOT } from './browser.ts'

// The workers load this file too and find what the first process found or installed.
process.env.CHROMIUM = await findBrowser()

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../output/e2e',
  // Far longer than anything takes: a machine may be busy with other things.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      // Chromium refuses to run as root inside its sandbox.
      chromiumSandbox: !IS_ROOT,
      args: ['--disable-gpu', '--disable-quic', '--disable-sync'],
    },
  },
})
