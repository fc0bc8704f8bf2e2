import assert from "node:assert/strict";
import { test } from "node:test";
import { Sight } from "../../../rehearsal/web/page/sight.js";

const DANA = { key: "dana", name: "Dana Swope" };
const NOW = "2026-11-23T09:00:00.000Z";

function post(id, place, author, more = {}) {
  return { id, place, thread: "", author, at: NOW, text: `post ${id}`, cards: [], signin: [], ...more };
}

function sightOf(...posts) {
  const sight = new Sight();
  sight.me = DANA;
  sight.take({ kind: "snapshot", posts, clock: { now: NOW }, trace: {}, refusals: [] });
  return sight;
}

test("a snapshot replaces what was there", () => {
  const sight = sightOf(post("1", "group", null));
  sight.take({ kind: "snapshot", posts: [post("2", "group", null)], clock: { now: NOW } });
  assert.deepEqual(
    sight.in("group").map(({ id }) => id),
    ["2"],
  );
});

test("what others wrote since one looked is unread, for this person and this place", () => {
  const sight = sightOf(
    post("999", "group", null),
    post("1000", "group", DANA),
    post("1001", "general", null),
  );
  assert.equal(sight.unread("group").length, 1);
  sight.markRead("group");
  assert.equal(sight.unread("group").length, 0);
  assert.equal(sight.unread("general").length, 1);
  sight.take({ kind: "post", why: "posted", post: post("1002", "group", null) });
  assert.equal(sight.unread("group").length, 1);
  sight.me = { key: "alex" };
  assert.equal(sight.unread("group").length, 3);
});

test("a message that was taken back leaves its place, and none of its words", () => {
  const sight = sightOf(post("1", "group", null, { cards: [{ json: {} }] }));
  sight.take({ kind: "gone", post: "1" });
  const [gone] = sight.in("group");
  assert.deepEqual([gone.deleted, gone.text, gone.cards], [true, "", []]);
});

for (const order of ["before", "after"]) {
  test(`words of the client that come ${order} the answer stand at the post they belong to`, () => {
    const sight = sightOf(post("1", "group", null));
    const arrive = () =>
      sight.take({ kind: "notice", seq: 2, place: "group", thread: "", text: "Too late", post: "" });
    if (order === "before") arrive();
    sight.pin({ text: "Too late", post: "1", signin: "" });
    if (order === "after") arrive();
    assert.deepEqual(
      sight.noticesIn("group").map(({ text, post: at }) => [text, at]),
      [["Too late", "1"]],
    );
    sight.forgetNotices("1");
    assert.deepEqual(sight.noticesIn("group"), []);
  });
}

test("a notice is for the person who got it", () => {
  const sight = sightOf();
  sight.take({ kind: "notice", seq: 2, place: "group", thread: "", text: "Too late", post: "" });
  sight.me = { key: "alex" };
  assert.deepEqual(sight.noticesIn("group"), []);
});

test("the clock goes on from what the room said last", () => {
  const sight = sightOf();
  sight.take({ kind: "clock", clock: { now: "2030-03-04T09:00:00.000Z" } });
  const ahead = sight.now().getTime() - new Date("2030-03-04T09:00:00.000Z").getTime();
  assert.ok(ahead >= 0 && ahead < 60_000);
});

test("a post of the bot ends its typing there", () => {
  const sight = sightOf();
  sight.take({ kind: "typing", place: "group", thread: "", seconds: 0.01 });
  assert.equal(sight.typing.size, 1);
  sight.take({ kind: "post", why: "posted", post: post("1", "group", null) });
  assert.equal(sight.typing.size, 0);
});
