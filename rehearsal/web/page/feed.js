// The socket of one person: everything that comes into their sight, as long as the page is open.

const FIRST_WAIT = 400;
const LONGEST_WAIT = 5000;

/** Calls `tell` with every message for a person, and `lost` with whether the line is down. */
export class Feed {
  #socket = null;
  #timer = 0;
  #wait = FIRST_WAIT;

  constructor(tell, lost) {
    this.tell = tell;
    this.lost = lost;
  }

  /** Listen as this person, and no longer as another one. */
  open(person) {
    clearTimeout(this.#timer);
    this.#socket?.close();
    const address = new URL(`/room/feed?as=${encodeURIComponent(person)}`, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (socket !== this.#socket) return;
      this.#wait = FIRST_WAIT;
      this.lost(false);
      this.tell(JSON.parse(data));
    });
    socket.addEventListener("close", () => {
      if (socket === this.#socket) this.#again(person);
    });
  }

  #again(person) {
    this.lost(true);
    this.#timer = setTimeout(() => this.open(person), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
