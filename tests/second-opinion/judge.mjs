// Reads one post a line on standard input: {"network": "x" | "mastodon" | "bluesky", "text": "…", "length": 123, "charactersPerUrl": 23}
// and prints one line each: {"network", "length", "theirs", "agrees", "entities": [{"kind", "start", "length", "text"}]}.
// Entities are what twitter-text finds, whatever the network, so that a test can compare them with what was meant. Exit code 1 when a length disagrees,
// 2 when a line cannot be read.
import { createInterface } from 'node:readline';
import twitter from 'twitter-text';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const countGraphemes = (text) => [...graphemes.segment(text)].length;

// Mastodon's rules restated over twitter-text's own findings: URLs with a scheme count alike, mentions count without their host.
function countMastodon(text, charactersPerUrl) {
  const urls = twitter
    .extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: false })
    .map(({ indices: [start, end] }) => ({ start, end, counted: 'x'.repeat(charactersPerUrl) }));
  const mentions = [...text.matchAll(/(?<![=/\p{L}\p{M}\p{N}_])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\p{L}\p{M}\p{N}_]+(?:[.-]+[\p{L}\p{M}\p{N}_]+)*(?![@＠])/giu)].map(
    (match) => ({ start: match.index, end: match.index + match[0].length, counted: `@${match[1]}` }),
  );
  let result = '';
  let at = 0;
  for (const part of [...urls, ...mentions].sort((a, b) => a.start - b.start)) {
    if (part.start >= at) {
      result += text.slice(at, part.start) + part.counted;
      at = part.end;
    }
  }
  return countGraphemes(result + text.slice(at));
}

function measure({ network, text, charactersPerUrl = 23 }) {
  switch (network) {
    case 'x':
      return twitter.parseTweet(text).weightedLength;
    case 'mastodon':
      return countMastodon(text, charactersPerUrl);
    case 'bluesky':
      return countGraphemes(text);
    default:
      throw new Error(`no second opinion on ${network}`);
  }
}

function entitiesOf(text) {
  return twitter.extractEntitiesWithIndices(text).map(({ indices: [start, end], ...entity }) => ({
    kind: entity.url ? 'link' : entity.screenName ? 'mention' : entity.hashtag ? 'hashtag' : 'cashtag',
    start,
    length: end - start,
    text: text.slice(start, end),
  }));
}

let exitCode = 0;
let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  number += 1;
  try {
    const post = JSON.parse(line);
    const theirs = measure(post);
    const agrees = theirs === post.length;
    exitCode = agrees ? exitCode : Math.max(exitCode, 1);
    console.log(JSON.stringify({ network: post.network, length: post.length, theirs, agrees, entities: entitiesOf(post.text) }));
  } catch (error) {
    exitCode = 2;
    console.log('null');
    console.error(`standard input:${number}: ${error.message}`);
  }
}
process.exitCode = exitCode;
