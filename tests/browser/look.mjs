// What is wrong with a page as it is seen: sentences, none where all is well.

/** Everything axe knows, but the contrast of 7:1. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental'];

/** Whatever can be unfolded is, so that it is judged as well. */
export const unfold = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));

/** What axe finds. */
export async function violations(page) {
  const found = await page.evaluate(
    async (tags) => (await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => [html, failureSummary]) })),
    rules,
  );
  return found.map(({ id, nodes }) => `axe: ${id}, ${nodes.length} times: ${nodes[0][0].slice(0, 300)} (${nodes[0][1].replaceAll(/\s+/g, ' ')})`);
}

/** What is wider than the window, and headings of the first rank that are not one. */
export const shape = (page) =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const troubles = [];
    if (document.documentElement.scrollWidth > room) {
      const widest = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > room + 0.5).pop();
      troubles.push(`it scrolls sideways: ${document.documentElement.scrollWidth} of ${room}: ${widest?.outerHTML.slice(0, 200)}`);
    }

    const headings = document.querySelectorAll('h1').length;
    if (headings !== 1) {
      troubles.push(`it has ${headings} h1`);
    }

    return troubles;
  });

/** Goes through the page by Tab: what has the focus shows it, and all that can be pressed or filled in is reached. */
export async function focus(page) {
  const wanted = await page.evaluate(() => {
    globalThis.reached = new Set();
    globalThis.last = null;
    globalThis.radio = (each) => (each.type === 'radio' ? `${each.form?.id}/${each.name}` : each);
    globalThis.wanted = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter(
      (each) => !each.disabled && each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0,
    );
    document.activeElement?.blur();
    return wanted.length;
  });
  const troubles = [];
  for (let presses = 0; presses < wanted * 2 + 20; presses++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const now = document.activeElement;
      // A field for a day and a time has a stop for each of their parts.
      if (now && now === globalThis.last) {
        return { isEnd: false, trouble: null };
      }

      if (!now || now === document.body || globalThis.reached.has(now)) {
        return { isEnd: true };
      }

      globalThis.last = now;
      globalThis.reached.add(now);
      const style = getComputedStyle(now);
      const isSeen = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
      return { isEnd: false, trouble: isSeen ? null : `no outline shows the focus on ${now.outerHTML.slice(0, 200)}` };
    });
    if (seen.isEnd) {
      break;
    }

    seen.trouble && troubles.push(seen.trouble);
  }

  const missed = await page.evaluate(() => {
    document.activeElement?.blur();
    const reached = new Set([...globalThis.reached].map(globalThis.radio));
    return globalThis.wanted.filter((each) => !reached.has(globalThis.radio(each))).map((each) => each.outerHTML.slice(0, 200));
  });
  return [...troubles, ...missed.map((each) => `Tab does not reach ${each}`)];
}
