// The program itself, on a folder of its own that is gone at the end: either as it is shipped, through its demonstration's evening, or with nothing to show.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const repository = resolve(import.meta.dirname, '../..');

/** The program as the tests' build leaves it, unless SYNDICATOR_TEST_PROGRAM names another. */
const program = process.env.SYNDICATOR_TEST_PROGRAM || join(repository, 'src/Syndicator.App/bin/Debug/net10.0/syndicator.dll');

/** Nothing that is waited for takes so long on any machine. */
const patience = 60_000;

export const password = 'a password for walks';

/** Wednesday's issue is out, readers answer, and it is evening. */
const evening = ['21:00:00', '21:01:00', '21:01:30', '21:02:00', '21:03:00', '21:04:00'].map((time) => `2026-11-18T${time}-05:00`);

const later = '2026-11-18T21:06:00-05:00';

/** Of an earlier week: the archive. */
const before = `Title: This Week in Rust 677
Number: 677
Date: 2026-11-11
Category: This Week in Rust

Welcome to the sample issue before.

## Updates from Rust Community

### Project/Tooling Updates

* [gantry 0.3 counts its allocations](https://example.org/gantry/0.3/)

## Crate of the Week

This week's crate is [lanternfish](https://example.org/crates/lanternfish), a tracer for programs that nobody may stop.
`;

/** Next week's, as it lies there on a Wednesday. */
const draft = before
  .replaceAll('677', '679')
  .replace('2026-11-11', '2026-11-25')
  .replace('gantry 0.3 counts its allocations', 'gantry 0.5 draws what it counted')
  .replace('gantry/0.3', 'gantry/0.5')
  .replace(/This week's crate.*/, '<!-- COTW goes here -->');

/** The one place of a text. */
function replace(text, from, to) {
  if (text.split(from).length < 2) {
    throw new Error(`the sample has no ${from} any more`);
  }

  return text.replace(from, to);
}

export class Desk {
  #process;
  #environment;
  #folder;

  /** @param {{ isFull: boolean, hasDraft?: boolean, editors?: string[], viewers?: string[], address?: string }} wish Without anybody the desk is open. */
  static async start({ isFull, hasDraft = false, editors = [], viewers = [], address = 'http://127.0.0.1:0' }) {
    const desk = new Desk();
    try {
      await desk.#begin(isFull, hasDraft, [...editors.map((name) => [name, 'editor']), ...viewers.map((name) => [name, 'viewer'])], address);
      return desk;
    } catch (problem) {
      await desk.stop();
      throw problem;
    }
  }

  /** Every job has looked at this instant when it returns. */
  async moveClock(to) {
    const clock = join(this.#folder, 'clock');
    await writeFile(`${clock}.new`, to);
    await rename(`${clock}.new`, clock);
    const started = Date.now();
    while (!(await this.#isDone(clock, to))) {
      if (Date.now() - started > patience) {
        throw new Error(`the program is not done with ${to}`);
      }

      await new Promise((go) => setTimeout(go, 10));
    }
  }

  /** A command beside the service, at its time. */
  async run(input, ...words) {
    const command = this.#spawn(words);
    let output = '';
    command.stdout.on('data', (chunk) => (output += chunk));
    command.stderr.on('data', (chunk) => (output += chunk));
    command.stdin.end(input);
    const code = await new Promise((end) => command.on('close', end));
    if (code !== 0) {
      throw new Error(`syndicator ${words.join(' ')} ended with ${code}: ${output}`);
    }
  }

  async stop() {
    if (this.#process && this.#process.exitCode === null) {
      const ended = new Promise((end) => this.#process.on('close', end));
      this.#process.kill('SIGKILL');
      await ended;
    }

    if (this.#folder) {
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  async #begin(isFull, hasDraft, people, address) {
    this.#folder = await mkdtemp(join(tmpdir(), 'syndicator-walk-'));
    await cp(join(repository, 'config'), join(this.#folder, 'config'), { recursive: true });
    await (isFull ? this.#ask() : this.#empty());

    await writeFile(join(this.#folder, 'clock'), evening[0]);
    this.#environment = {
      ...process.env,
      Storage__Folder: join(this.#folder, 'data'),
      SYNDICATOR_CLOCK: join(this.#folder, 'clock'),
      ...(people.length > 0 ? { SignIn__Local: 'true' } : {}),
    };
    for (const [name, role] of people) {
      await this.run(`${password}\n`, 'editors', 'add', name, '--role', role);
    }

    await this.#listen(address);
    for (const instant of isFull ? evening.slice(1) : []) {
      await this.moveClock(instant);
    }

    if (isFull) {
      await this.#correct(hasDraft);
    }
  }

  /** What the editors of the issue did since: two rows of it change, so that there is something to decide on every page, and maybe the next one begins. */
  async #correct(hasDraft) {
    const file = await this.#issueFile();
    const text = await readFile(file, 'utf8');
    await writeFile(file, replace(replace(text, 'when the power does not', 'when the power fails'), '2027-05-20', '2026-05-20'));
    if (hasDraft) {
      await writeFile(file.replace('2026-11-18', '2026-11-25'), draft);
    }

    await this.moveClock(later);
  }

  async #issueFile() {
    const folder = join(this.#folder, 'config/this-week-in-rust/issues');
    return join(folder, (await readdir(folder)).find((name) => name.startsWith('2026-11-18')));
  }

  /** There was an issue before, and what costs money waits for an editor. */
  async #ask() {
    await writeFile((await this.#issueFile()).replace('2026-11-18', '2026-11-11'), before);
    const file = join(this.#folder, 'config/this-week-in-rust/accounts.yaml');
    await writeFile(file, replace(await readFile(file, 'utf8'), '    network: x\n', '    network: x\n    approval: required\n'));
  }

  /** No issue, nobody writes, and nothing is said unasked. */
  async #empty() {
    const folder = join(this.#folder, 'config/this-week-in-rust');
    for (const part of ['issues', 'mentions']) {
      await rm(join(folder, part), { recursive: true });
    }

    await cp(join(repository, 'LICENSE'), join(folder, 'issues/README.txt'));
    const file = join(folder, 'publication.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/^ {2}(invite|calls): .*$/gm, ''));
  }

  /** Sets `address`, where it listens. */
  async #listen(address) {
    this.#process = this.#spawn(['run', '--urls', address]);
    const lines = [];
    const found = new Promise((found, lost) => {
      this.#process.on('close', (code) => lost(new Error(`the program ended with ${code}:\n${lines.join('\n')}`)));
      setTimeout(() => lost(new Error(`the desk is not there:\n${lines.join('\n')}`)), patience).unref();
      createInterface({ input: this.#process.stderr }).on('line', (line) => {
        lines.push(line);
        lines.splice(0, lines.length - 30);
        const at = /The desk is at (\S+)/.exec(line);
        at && found(at[1].replace(/\/$/, ''));
      });
    });
    this.#process.stdout.resume();
    this.address = await found;
  }

  #spawn(words) {
    return spawn('dotnet', [program, ...words, '--config', join(this.#folder, 'config')], { env: this.#environment, cwd: this.#folder });
  }

  async #isDone(clock, instant) {
    const done = await readFile(`${clock}.done`, 'utf8').catch(() => '');
    return new Date(done).getTime() === new Date(instant).getTime();
  }
}
