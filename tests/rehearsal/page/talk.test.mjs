import assert from "node:assert/strict";
import { test } from "node:test";
import { bars, ending, length, shown } from "../../../rehearsal/web/page/side/timeline.js";
import { addressIn, completed, examples, menuAt, offered, spoken } from "../../../rehearsal/web/page/talk/menus.js";
import { beginning, chatItems, threadItems } from "../../../rehearsal/web/page/talk/threads.js";
import { dayOf, timeOf, withMoments } from "../../../rehearsal/web/page/text/moments.js";

const LINES = [{ title: "help" }, { title: "book" }, { title: "handbook" }];

test("a sign opens a menu at the beginning of a word only", () => {
  assert.deepEqual(menuAt("hello @Fr", 9), { sign: "@", typed: "Fr", start: 6, end: 9 });
  assert.equal(menuAt("danas@northwind", 15), null);
  assert.deepEqual(menuAt("/bo", 3), { sign: "/", typed: "bo", start: 0, end: 3 });
  assert.equal(menuAt("see and/or /bo", 14), null);
  assert.equal(menuAt("@Fr later", 9), null);
});

test("lines that begin with what was typed come first", () => {
  assert.deepEqual(
    offered(LINES, "BOOK").map(({ title }) => title),
    ["book", "handbook"],
  );
  assert.equal(offered(LINES, "").length, 3);
  assert.deepEqual(offered(LINES, "zzz"), []);
});

test("one may begin with the first command, and with what descriptions give as examples", () => {
  const lines = [
    { title: "book", description: "Book: /book consult for Adele" },
    { title: "cancel", description: "Cancel what you began" },
    { title: "find", description: "Find: /find adele" },
  ];
  assert.deepEqual(examples(lines, 4), ["/book", "/book consult for Adele", "/find adele"]);
  assert.deepEqual(examples(lines, 2), ["/book", "/book consult for Adele"]);
  assert.deepEqual(examples([], 4), []);
});

test("choosing replaces the part that was typed, and leaves one space", () => {
  const text = "hi @Fr there";
  assert.deepEqual(completed(text, menuAt(text, 6), "@Frontdesk"), {
    text: "hi @Frontdesk there",
    caret: 14,
  });
  assert.deepEqual(completed("@Fr", menuAt("@Fr", 3), "@Frontdesk"), { text: "@Frontdesk ", caret: 11 });
});

test("the bot's name in a message is a mention, and not part of the words", () => {
  assert.deepEqual(spoken("@frontdesk  /book ", "Frontdesk"), { text: "/book", mentions: true });
  assert.deepEqual(spoken("please @Frontdesk help", "Frontdesk"), { text: "please help", mentions: true });
  assert.deepEqual(spoken(" book ", "Frontdesk"), { text: "book", mentions: false });
});

test("the first address of a text is found without its full stop", () => {
  assert.equal(addressIn("see https://x.example/a?b=1. And more"), "https://x.example/a?b=1");
  assert.equal(addressIn("none"), "");
});

test("bars lie on one line of time in the order in which things began", () => {
  const found = bars([
    { n: 2, after: 50, ms: 50 },
    { n: 1, after: 0, ms: 100 },
  ]);
  assert.deepEqual(
    found.map(({ line, left, width }) => [line.n, left, width]),
    [
      [1, 0, 100],
      [2, 50, 50],
    ],
  );
});

test("a long pause does not squeeze the rest", () => {
  const found = bars([
    { n: 1, after: 0, ms: 250 },
    { n: 2, after: 15250, ms: 500 },
  ]);
  assert.deepEqual(
    found.map(({ left, width, pause }) => [left, width, pause]),
    [
      [0, 25, 0],
      [50, 50, 15000],
    ],
  );
});

test("what is under way reaches to the end, and what took no time is still to be seen", () => {
  const [first, second] = bars([
    { n: 1, after: 0, ms: 100 },
    { n: 2, after: 80, ms: null },
  ]);
  assert.deepEqual([first.width, second.left, second.width], [100, 80, 20]);
  assert.equal(bars([{ n: 1, after: 0, ms: 0 }])[0].width, 1);
  assert.deepEqual(bars([]), []);
});

test("lengths, endings and bodies are said in words", () => {
  assert.deepEqual([length(null), length(0), length(41.6), length(1500)], ["…", "< 1 ms", "42 ms", "1.50 s"]);
  const ends = [
    { status: null, ms: null },
    { status: null, ms: 3 },
    { status: 500, ms: 3 },
    { status: 201, ms: 3 },
  ];
  assert.deepEqual(ends.map(ending), ["under way", "broken", "failed", "done"]);
  assert.equal(shown({ a: 1 }), '{\n  "a": 1\n}');
  assert.equal(shown("abcdef", 3), "abc\n… 3 more characters");
});

test("moments are those of the reader, and a broken one stays as it is", () => {
  const juergen = { zone: "Europe/Berlin", locale: "de-DE" };
  assert.match(
    withMoments("{{DATE(2026-11-23T23:30:00Z, LONG)}}, {{TIME(2026-11-23T23:30:00Z)}}", juergen),
    /^Dienstag, 24\. November 2026, 0?0:30$/,
  );
  assert.equal(withMoments("{{TIME(2026-13-99T00:00:00Z)}}", juergen), "{{TIME(2026-13-99T00:00:00Z)}}");
  assert.match(timeOf("2026-11-23T23:30:00Z", juergen), /^0?0:30$/);
  assert.notEqual(dayOf("2026-11-23T23:30:00Z", juergen), dayOf("2026-11-23T22:30:00Z", juergen));
});

test("a chat is one line in time with its days, notices between the posts", () => {
  const posts = [
    { id: "1", at: "2026-11-23T09:00:00Z" },
    { id: "2", at: "2026-11-24T09:00:00Z" },
  ];
  const items = chatItems(posts, [{ id: "n", at: "2026-11-23T10:00:00Z" }], (at) => at.slice(0, 10));
  assert.deepEqual(
    items.map(({ key }) => key),
    ["day 2026-11-23", "1", "n", "day 2026-11-24", "2"],
  );
});

test("a channel is threads in the order in which they began, each with its own notices", () => {
  const posts = [
    { id: "1", thread: "1", at: "1" },
    { id: "2", thread: "2", at: "2" },
    { id: "3", thread: "1", at: "3" },
  ];
  const threads = threadItems(
    posts,
    [
      { id: "n", thread: "2", at: "4" },
      { id: "lost", thread: "9", at: "5" },
    ],
    () => "today",
  );
  assert.deepEqual(
    threads.map(({ key, items }) => [key, items.map((item) => item.key)]),
    [
      ["1", ["1", "3"]],
      ["2", ["2", "n"]],
    ],
  );
});

test("a thread is called by its first words", () => {
  assert.equal(
    beginning([{ day: "x" }, { post: { text: "book ".repeat(20), cards: [] } }], (text) => text).length,
    40,
  );
  assert.equal(
    beginning([{ post: { text: "", cards: [{ plain: ["Booked"] }] } }], (text) => text),
    "Booked",
  );
});
