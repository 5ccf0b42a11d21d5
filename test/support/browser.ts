/** The browser for tests that look at a page as a person does: one that is already on the machine, never downloaded. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where a browser is, or null. */
export const browserPath: string | null = PLACES.find((path) => existsSync(path)) ?? null;

/** True when there is no browser: then a test that needs one says so, once, and is skipped. */
export function withoutBrowser(test: string): boolean {
  if (browserPath !== null) return false;
  console.warn(`Skipped: ${test} needs Chromium or Chrome, and none was found at ${PLACES.join(', ')}.`);
  return true;
}

/** Starts the browser without a window. It talks to nobody but the page. */
export async function openBrowser(): Promise<Browser> {
  if (browserPath === null) throw new Error('There is no browser on this machine; ask withoutBrowser() first.');
  return chromium.launch({
    executablePath: browserPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
