/** The page of the local workspace: its HTML, style and script, bundled in memory at the first request. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface PageFiles {
  /** @param base the path under which the workspace is served, with a slash at its end */
  html(base: string): string;
  script(): Promise<string>;
  style(): Promise<string>;
}

const FOLDER = new URL('./page/', import.meta.url);

export function makePageFiles(title: string): PageFiles {
  let bundle: Promise<string> | null = null;
  return {
    html: (base) =>
      [
        '<!doctype html>',
        '<html lang="en">',
        '<head>',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        `<base href="${escaped(base)}">`,
        `<title>${escaped(title)}</title>`,
        '<link rel="icon" href="data:,">',
        '<link rel="stylesheet" href="style.css">',
        '</head>',
        '<body><div id="root"></div><script type="module" src="page.js"></script></body>',
        '</html>',
      ].join('\n'),
    script: () => {
      bundle ??= bundled().catch((error: unknown) => {
        // The next request tries again, so that a mended page needs no restart.
        bundle = null;
        throw error;
      });
      return bundle;
    },
    style: () => readFile(new URL('style.css', FOLDER), 'utf8'),
  };
}

async function bundled(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('main.tsx', FOLDER))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'empty' },
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error('The page could not be bundled.');
  return file.text;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
