-- What lists of issues show, and nothing else: in a row of the table it lies behind the text that was announced, and to get there all of that is read.
create index issues_listed on issues (
  publication, published_on, issue_key, number, title, url, file, first_seen_at, ready_at, announced_at, anyway_reason, is_draft, page_seen_at, missed_at,
  skipped_at, skipped_by, skip_reason, same_as
);
