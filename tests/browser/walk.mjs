// Walks through the desk as people do, and prints a line of JSON for each thing that was tried. It judges nothing: the tests that start it do.
import { launch, signIn } from './browser.mjs';
import { Desk, password } from './desk.mjs';
import { walkActs } from './acts.mjs';
import { walkEditors, walkStrangers } from './editors.mjs';
import { walkPages } from './pages.mjs';

const tell = (about, lines) => lines.forEach((line) => console.log(JSON.stringify({ about, ...line })));

const browser = await launch();
const [full, empty] = await Promise.all([Desk.start({ isFull: true, hasDraft: true, editors: ['ann', 'ben'], viewers: ['vic'] }), Desk.start({ isFull: false })]);
try {
  const [ann, ben, again, vic] = await Promise.all(['ann', 'ben', 'ben', 'vic'].map((name) => signIn(browser, full.address, name, password)));
  await Promise.all([
    walkPages(browser, full.address, { session: ann, also: ['/sessions', '/nowhere'] }).then((lines) => tell('full', lines)),
    walkPages(browser, empty.address, { also: ['/nominations/mentions'], isEmpty: true }).then((lines) => tell('empty', lines)),
  ]);
  tell('signed out', await walkPages(browser, full.address, { also: ['/sign-in'] }));
  tell('acts', await walkActs(browser, full.address, ann));
  tell('editors', await walkEditors(browser, full.address, { ann, ben, again, vic }));
  tell('editors', await walkStrangers(browser, empty.address));
} finally {
  await Promise.all([browser.close(), full.stop(), empty.stop()]);
}
