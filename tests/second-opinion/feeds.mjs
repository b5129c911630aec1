// Reads a feed or calendar on standard input (`node feeds.mjs atom|ics`) with parsers that are not ours, and prints what they found as one JSON object.
import { readFileSync } from 'node:fs';
import { parseFeed } from '@rowanmanning/feed-parser';
import ICAL from 'ical.js';

function readCalendar(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    name: calendar.getFirstPropertyValue('x-wr-calname'),
    components: calendar.getAllSubcomponents().length,
    events: calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return {
        id: event.uid,
        title: event.summary,
        description: event.description,
        url: component.getFirstPropertyValue('url'),
        start: event.startDate.toString(),
        isDay: event.startDate.isDate,
        sequence: event.sequence,
      };
    }),
  };
}

function readFeed(text) {
  const feed = parseFeed(text);
  return {
    type: `${feed.meta.type} ${feed.meta.version}`,
    name: feed.title,
    self: feed.self,
    events: feed.items.map((item) => ({
      id: item.id,
      title: item.title,
      description: item.description,
      url: item.url,
      updated: item.updated?.toISOString(),
      categories: item.categories.map((category) => category.term),
    })),
  };
}

const text = readFileSync(0, 'utf8');
process.stdout.write(JSON.stringify(process.argv[2] === 'ics' ? readCalendar(text) : readFeed(text)));
