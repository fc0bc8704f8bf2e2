// What one person sees of the room, put together from the messages of the feed.

const LONGEST_LIST = 200;

/** Everything in sight of one person; each change is told to those who listen, by what it is. */
export class Sight extends EventTarget {
  about = {
    people: [],
    places: [],
    commands: {},
    compose: { commands: [], domains: [] },
    npm: {},
    bot: { name: "" },
  };
  me = null;
  place = "personal";
  posts = new Map();
  notices = [];
  refusals = [];
  trace = {};
  switches = {};
  servers = { bot: "", sandbox: "" };
  clock = { offset: 0 };
  typing = new Map();
  read = new Map();
  ready = false;
  #pinned = null;

  /** Take in one message of the feed. */
  take(message) {
    const { kind } = message;
    if (kind === "snapshot") this.#begin(message);
    else if (kind === "post") this.#post(message);
    else if (kind === "gone") this.#gone(message.post);
    else if (kind === "notice") this.#notice(message);
    else if (kind === "typing") this.#typing(message);
    else if (kind === "refusal") this.refusals = [...this.refusals, message.refusal].slice(-LONGEST_LIST);
    else if (kind === "clock") this.#setClock(message.clock);
    else if (kind in this) this[kind] = message[kind];
    this.tell(kind, message);
  }

  tell(kind, detail = {}) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  on(kinds, listener) {
    for (const kind of kinds.split(" ")) this.addEventListener(kind, ({ detail }) => listener(detail));
  }

  /** The posts of a place, oldest first. */
  in(place) {
    return [...this.posts.values()].filter((post) => post.place === place);
  }

  noticesIn(place) {
    return this.notices.filter((notice) => notice.place === place && notice.as === this.me.key);
  }

  /** Posts of others in a place that this person has not had on the screen. */
  unread(place) {
    const last = this.read.get(`${this.me.key} ${place}`) ?? "";
    return this.in(place).filter(
      (post) => this.#after(post.id, last) && post.author?.key !== this.me.key && !post.deleted,
    );
  }

  /** Words of the client belong to a post, and may offer to sign in; they came by the feed, or are still to come. */
  pin({ text, post, signin }) {
    const found = this.notices.findLast((notice) => !notice.post && notice.text === text);
    if (found) this.notices = this.notices.map((each) => (each === found ? { ...each, post, signin } : each));
    else this.#pinned = { text, post, signin };
    this.tell("notice");
  }

  /** What the client said about a post is over once something else is tried there. */
  forgetNotices(post) {
    const { key } = this.me;
    this.notices = this.notices.filter((notice) => notice.post !== post || notice.as !== key);
    this.tell("notice");
  }

  markRead(place) {
    const newest = this.in(place).at(-1)?.id;
    if (newest) this.read.set(`${this.me.key} ${place}`, newest);
  }

  placeOf(key) {
    return this.about.places.find((place) => place.key === key);
  }

  /** The room's time now; it was set by the last message about the clock, and goes on since. */
  now() {
    return new Date(Date.now() + this.clock.offset);
  }

  #begin(message) {
    this.posts = new Map(message.posts.map((post) => [post.id, post]));
    this.typing.clear();
    for (const each of ["refusals", "trace", "switches", "servers"]) this[each] = message[each] ?? this[each];
    this.#setClock(message.clock);
    this.ready = true;
  }

  #post({ post, why }) {
    this.posts.set(post.id, post);
    if (why === "posted" && !post.author) this.typing.delete(`${post.place} ${post.thread ?? ""}`);
  }

  #gone(id) {
    const post = this.posts.get(id);
    if (post) this.posts.set(id, { ...post, deleted: true, text: "", cards: [], signin: [] });
  }

  #notice(message) {
    const notice = {
      ...message,
      as: this.me.key,
      id: `notice-${this.me.key}-${message.seq}-${Date.now()}`,
      at: this.now().toISOString(),
    };
    const pinned = this.#pinned?.text === notice.text ? this.#pinned : {};
    if (pinned.post) this.#pinned = null;
    this.notices = [...this.notices, { ...notice, ...pinned }].slice(-LONGEST_LIST);
  }

  #typing({ place, thread, seconds }) {
    const where = `${place} ${thread ?? ""}`;
    const until = Date.now() + seconds * 1000;
    this.typing.set(where, until);
    setTimeout(() => {
      if (this.typing.get(where) === until) this.typing.delete(where);
      this.tell("typing", { place });
    }, seconds * 1000);
  }

  #setClock(clock) {
    if (clock?.now) this.clock = { offset: new Date(clock.now).getTime() - Date.now() };
  }

  #after(id, last) {
    return id.length === last.length ? id > last : id.length > last.length;
  }
}
