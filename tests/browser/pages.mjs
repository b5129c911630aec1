// Every kind of page that links lead to, looked at in each size and scheme.
import { visit, sizes } from './browser.mjs';
import { focus, shape, unfold, violations } from './look.mjs';

/** Pages of one kind are alike: of `/nominations/0198…` and the next one is enough. */
const kindOf = (path) =>
  path
    .split(/[?#]/)[0]
    .split('/')
    .map((part) => (/\d/.test(part) ? '{id}' : part))
    .join('/');

/** Read by programs, or left by looking at them. */
const isPage = (path) => path.startsWith('/') && !/^\/(feeds|health|metrics|api|sign-out|desk\.)/.test(path) && !/\.(ics|atom|csv|json|xml)\b/.test(path);

/** The usual run takes these in turn, page by page, so that each kind of page is looked at in one of them and each of them at half of the kinds. */
const inTurn = [
  { size: 'screen', scheme: 'light', hasFocus: true },
  { size: 'phone', scheme: 'dark', hasFocus: true },
];

/** With `WALK_ALL` every combination on every page. */
const all = [...inTurn, { size: 'screen', scheme: 'dark' }, { size: 'phone', scheme: 'light', hasFocus: true }];

/** Goes wherever links lead, once to each kind of page. @returns {Promise<Map<string, string>>} of each kind one address. */
export async function walkKinds(page, paths, look = (path) => page.goto(path)) {
  const seen = new Map();
  const queue = [...paths];
  while (queue.length > 0) {
    const path = queue.shift();
    if (seen.has(kindOf(path))) {
      continue;
    }

    seen.set(kindOf(path), path);
    await look(path);
    queue.push(...(await page.evaluate(() => [...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href')))).filter(isPage));
  }

  return seen;
}

/** @returns {Promise<{ page: string, at: string, status: number, troubles: string[] }[]>} */
export async function walkPages(browser, desk, { session, also = [], isEmpty = false }) {
  const page = await visit(browser, { desk, session, hasAxe: true });
  const lines = [];
  await walkKinds(page, ['/', ...also], async (path) => lines.push({ page: kindOf(path), at: path, ...(await lookAt(page, path, process.env.WALK_ALL ? all : [inTurn[(lines.length + (isEmpty ? 1 : 0)) % inTurn.length]])) }));
  await page.context().close();
  return lines;
}

async function lookAt(page, path, wanted) {
  page.complaints.length = 0;
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(sizes.screen);
  const answer = await page.goto(path);
  const troubles = [];
  for (const look of wanted) {
    await page.emulateMedia({ colorScheme: look.scheme });
    await page.setViewportSize(sizes[look.size]);
    const found = [...(await shape(page)), ...(look.hasFocus ? await focus(page) : [])];
    await unfold(page);
    found.push(...(await shape(page)), ...(await violations(page)));
    troubles.push(...found.map((trouble) => `${look.size}, ${look.scheme}: ${trouble}`));
  }

  return { status: answer.status(), troubles: [...new Set([...troubles, ...page.complaints])] };
}
