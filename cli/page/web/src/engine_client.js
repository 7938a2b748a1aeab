// The engine in a worker, asked by channel: of each channel the latest question alone is kept, and
// the channels are served in the order in which they are named here.
export const CHANNELS = ['check', 'lint', 'extract', 'fix', 'other'];

export class EngineClient {
  #worker;
  #waiting = new Map();
  #running = null;
  #number = 0;
  #series = 0;
  #dead = null;

  // `worker` is anything with postMessage, onmessage and onerror, and `failed` where it has failed before; it answers {number, reply, took} or {number, trap}.
  constructor(worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#answered(data);
    // what fails outside of a question is the worker itself: no question will be answered any more
    const failed = (message = '') => {
      this.#dead = { trap: message };
      this.#running?.resolve(this.#dead);
      for (const { resolve } of this.#waiting.values()) resolve(this.#dead);
      this.#waiting.clear();
    };
    worker.onerror = ({ message }) => failed(message);
    if (worker.failed !== undefined) failed(worker.failed);
  }

  // Resolves to {reply, took} or {trap}; to null if a later question of the channel took its place.
  ask(channel, request) {
    if (this.#dead) return Promise.resolve(this.#dead);
    return new Promise((resolve) => {
      this.#waiting.get(channel)?.resolve(null);
      this.#waiting.set(channel, { channel, request, resolve });
      this.#next();
    });
  }

  // Questions that all must be answered, one after the other.
  async askAll(requests) {
    const replies = [];
    const channel = `series ${++this.#series}`;
    for (const request of requests) replies.push(await this.ask(channel, request));
    return replies;
  }

  #next() {
    if (this.#running || !this.#waiting.size) return;
    const channel = CHANNELS.find((name) => this.#waiting.has(name)) ?? this.#waiting.keys().next().value;
    this.#running = this.#waiting.get(channel);
    this.#waiting.delete(channel);
    this.#running.number = ++this.#number;
    this.#worker.postMessage({ number: this.#number, request: this.#running.request });
  }

  #answered(data) {
    if (data.number !== this.#running?.number) return;
    const { resolve } = this.#running;
    this.#running = null;
    // a newer question of the channel makes this answer stale, but it is better than none while
    // somebody types
    resolve(data);
    this.#next();
  }
}
