import { button, el, momentOf } from "./dom.js";
import { clock, post } from "./wire.js";

const MINUTE = 60_000, DAY = 24 * 60 * MINUTE;
const AHEAD = 8 * 60 * MINUTE; // of the town before UTC; it knows no summer time
const FOLLOWING = 2500; // until whoever follows the clock has done what was due
const minutesOf = (time) => time.split(":").reduce((hours, minutes) => Number(hours) * 60 + Number(minutes));

/**
 * The first of the stops after a moment, today or tomorrow; `at` is in milliseconds.
 * The story of a day begins with its first two, not in the middle.
 */
export function following(stops, now, begun = true) {
  const midnight = Math.floor((now + AHEAD) / DAY) * DAY - AHEAD;
  const all = [0, DAY].flatMap((day) =>
    (begun ? stops : stops.slice(0, 2)).map(({ time, says }) => ({ at: midnight + day + minutesOf(time) * MINUTE, time, says })));
  return all.sort((one, other) => one.at - other.at).find(({ at }) => at > now);
}

/** One key that takes the town's clock to the next moment of the day at which something happens. */
export class Stops {
  #ahead = 0;
  #stops = [];

  constructor(element) {
    this.element = element;
    this.now = el("b", { class: "now" });
    this.go = button("primary", () => this.#forward(), "⏩ 到下一步");
    this.next = el("span", { role: "status" });
    element.append(this.now, this.go, this.next);
    setInterval(() => this.#draw(), 1000);
  }

  /** Takes the stops of the guide, if it has any. */
  offer(stops) {
    this.#stops = stops ?? [];
    this.element.hidden = this.#stops.length === 0;
    this.#draw();
  }

  follow(event) {
    if (event.type !== "clock" && event.type !== "hello") return;
    this.#ahead = (event.now ?? Date.now()) - Date.now();
    this.#draw();
  }

  #draw() {
    if (this.element.hidden) return;
    const now = Date.now() + this.#ahead;
    const { time, says } = following(this.#stops, now, this.#begun);
    this.now.textContent = momentOf(now);
    const words = `${time} ${says}`;
    if (this.next.textContent !== words) this.next.textContent = words;
  }

  /** Whether the town's clock has been moved already. */
  get #begun() {
    return this.#ahead > MINUTE;
  }

  async #forward() {
    this.go.disabled = true;
    try {
      const now = await clock();
      await post("/sim/clock", { forward: (following(this.#stops, now, this.#begun).at - now) / 1000 + 1 });
    } catch (error) {
      this.next.textContent = `没有办成：${error.message}`;
    }
    setTimeout(() => { this.go.disabled = false; }, FOLLOWING);
  }
}
