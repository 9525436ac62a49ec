import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';

export interface TerminalSize {
  columns: number;
  rows: number;
}

/** A picture of what a terminal of this size shows after this output. */
export async function pictureOfTerminal(
  browser: Browser,
  output: string,
  { columns, rows }: TerminalSize,
): Promise<Buffer> {
  const folder = dirname(createRequire(import.meta.url).resolve('@xterm/xterm/package.json'));
  const [script, style] = await Promise.all(
    ['lib/xterm.js', 'css/xterm.css'].map((name) => readFile(join(folder, name), 'utf8')),
  );
  const page = await browser.newPage({ viewport: { width: 1360, height: 700 } });
  await page.setContent('<body style="margin: 0; background: #1e1e1e"><div id="terminal"></div></body>');
  await page.addStyleTag({ content: style ?? '' });
  await page.addScriptTag({ content: script ?? '' });
  const settings = { cols: columns, rows, convertEol: true, fontFamily: 'DejaVu Sans Mono', fontSize: 15 };
  await page.evaluate(`new Promise((shown) => {
    const terminal = new Terminal({ ...${JSON.stringify(settings)}, theme: { background: '#1e1e1e' } });
    terminal.open(document.getElementById('terminal'));
    terminal.write(${JSON.stringify(output)}, () => requestAnimationFrame(() => setTimeout(shown, 200)));
  })`);
  const picture = await page.locator('.xterm-screen').screenshot();
  await page.close();
  return picture;
}
