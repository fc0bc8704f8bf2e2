// The messages of a place in the order they are shown: a chat as one line, a channel as threads.

/** Posts and notices of a place, in order; each item is {key, post} or {key, notice} or {key, day}. */
export function chatItems(posts, notices, dayOf) {
  const items = [
    ...posts.map((post) => ({ key: post.id, at: post.at, post })),
    ...notices.map((notice) => ({ key: notice.id, at: notice.at, notice })),
  ];
  return withDays(
    items.sort((one, other) => one.at.localeCompare(other.at)),
    dayOf,
  );
}

/** The threads of a channel, the one that began last at the end; each has its items, and days from the second on. */
export function threadItems(posts, notices, dayOf) {
  const threads = new Map();
  for (const post of posts) add(threads, post.thread || post.id, "posts", post);
  for (const notice of notices)
    if (notice.thread && threads.has(notice.thread)) add(threads, notice.thread, "notices", notice);
  return [...threads].map(([key, { posts: inside, notices: said }]) => ({
    key,
    items: chatItems(inside, said, dayOf).slice(1),
  }));
}

/** The first words of a thread, by which its reply box is told from others. */
export function beginning(items, words) {
  const first = items.find((item) => item.post)?.post;
  const said = words(first?.text ?? "") || first?.cards[0]?.plain?.[0] || "";
  return said.length > 40 ? `${said.slice(0, 39)}…` : said;
}

function add(threads, key, kind, item) {
  if (!threads.has(key)) threads.set(key, { posts: [], notices: [] });
  threads.get(key)[kind].push(item);
}

function withDays(items, dayOf) {
  let last = "";
  return items.flatMap((item) => {
    const day = dayOf(item.at);
    if (day === last) return [item];
    last = day;
    return [{ key: `day ${day}`, day }, item];
  });
}
