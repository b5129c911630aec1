// The pictures of docs/desk.md, from the demonstration's own sample: node pictures.mjs FOLDER (then pngquant, for their size)
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, signIn, visit } from './browser.mjs';
import { Desk, password } from './desk.mjs';
import { follow } from './acts.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Say where to: node pictures.mjs FOLDER');
  process.exit(2);
}

/** Name, address and maybe a link there, width, scheme, height: first those of Wednesday evening. */
const wednesday = [
  ['this-week', '/', 'screen', 'light', 1250],
  ['nominations', '/nominations', 'screen', 'light', 900],
  ['posts', '/posts', 'screen', 'light', 1000],
  ['post', '/posts/list?state=held a[data-key=o] >> nth=2', 'screen', 'light', 1300],
  ['nominations-phone', '/nominations', 'phone', 'light', 740],
  ['posts-phone-dark', '/posts', 'phone', 'dark', 740],
];

/** Then those of Friday. */
const friday = [
  ['calls', '/calls', 'screen', 'light', 900],
  ['numbers', '/numbers', 'screen', 'light', 900],
];

await mkdir(folder, { recursive: true });
const browser = await launch();
const desk = await Desk.start({ isFull: true, editors: ['ann'] });
try {
  const session = await signIn(browser, desk.address, 'ann', password);
  const hands = await visit(browser, { desk: desk.address, session });
  await hands.goto('/nominations');
  await follow(hands, () => hands.locator('[data-item]', { hasText: 'tidelog-sample' }).locator('[data-key=c]').click());
  await hands.goto('/nominations');
  await take(wednesday, session);
  for (const hours of [12, 24, 30, 36]) {
    await desk.moveClock(new Date(Date.parse('2026-11-18T21:06:00-05:00') + hours * 3_600_000).toISOString());
  }

  await take(friday, session);
} finally {
  await Promise.all([browser.close(), desk.stop()]);
}

async function take(pictures, session) {
  for (const [name, where, size, scheme, height] of pictures) {
    const page = await visit(browser, { desk: desk.address, session, size, scheme });
    const [path, ...link] = where.split(' ');
    await page.setViewportSize({ width: page.viewportSize().width, height });
    await page.goto(path);
    if (link.length > 0) {
      await follow(page, () => page.locator(link.join(' ')).click());
    }

    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.context().close();
  }
}
