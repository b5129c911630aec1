// Every kind of page, full and empty, in both widths and both schemes, as PNG files: node screenshots.mjs FOLDER
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, visit } from './browser.mjs';
import { Desk } from './desk.mjs';
import { walkKinds } from './pages.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Say where to: node screenshots.mjs FOLDER');
  process.exit(2);
}

const nameOf = (kind) => (kind === '/' ? 'this-week' : kind.slice(1).replaceAll('/', '-').replaceAll(/[{}]/g, ''));

await mkdir(folder, { recursive: true });
const browser = await launch();
const desks = { full: await Desk.start({ isFull: true }), empty: await Desk.start({ isFull: false }) };
try {
  for (const [store, desk] of Object.entries(desks)) {
    const guide = await visit(browser, { desk: desk.address });
    const kinds = await walkKinds(guide, ['/', '/nowhere']);
    for (const size of ['screen', 'phone']) {
      for (const scheme of ['light', 'dark']) {
        const page = await visit(browser, { desk: desk.address, size, scheme });
        for (const [kind, path] of kinds) {
          await page.goto(path);
          await page.screenshot({ path: join(folder, `${nameOf(kind)}.${store}.${size}.${scheme}.png`), fullPage: true });
        }

        await page.context().close();
      }
    }
  }
} finally {
  await Promise.all([browser.close(), ...Object.values(desks).map((desk) => desk.stop())]);
}
