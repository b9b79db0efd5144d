import { button, el, momentOf, nameOf } from "./dom.js";
import { act, clock, post } from "./wire.js";

const MINUTE = 60, HOUR = 3600, DAY = 86400;
// Eight in the morning in the town is midnight of UTC, and the town knows no summer time.
const tillMorning = (now) => DAY - Math.floor(now / 1000) % DAY;

/** The drawer in which one plays fate: time, outages, people who block the bot, groups. */
export class Panel {
  #ahead = 0;
  #paused = false;

  constructor(town) {
    this.town = town;
    this.now = el("b", { class: "now" });
    this.outage = button("outage", () => this.#pause(!this.#paused));
    this.who = el("select", { "aria-label": "谁", onchange: () => this.#drawBlock() });
    this.block = button("block", () => this.#block());
    this.error = el("p", { class: "error", role: "alert", hidden: true });
    this.element = el("div", { class: "drawer" }, this.error,
      this.#part("时钟", this.now, [
        this.#step("＋10 分钟", () => 10 * MINUTE), this.#step("＋1 小时", () => HOUR),
        this.#step("＋1 天", () => DAY), this.#step("明早 8:00", tillMorning)],
      "把小镇的时间往前拨。跟着这只钟走的机器人，到期、提醒和催办会马上发生；时间不能往回走。"),
      this.#part("断线", null, [this.outage],
        "像 Telegram 全网故障：大家照样能写，邻里收不到也发不出；恢复以后一条不少。"),
      this.#part("屏蔽", this.who, [this.block],
        "像有人停用了机器人：邻里的话送不到他手上；他自己再开口，就恢复了。"),
      this.#part("建群", null, [button("found", () => this.#found(), "＋ 大家进一个群")],
        "建一个群，小镇里所有的人和邻里都在里面，在它的墙上可以选谁来说话。"));
    setInterval(() => this.#tick(), 1000);
  }

  /** Draws what the server's greeting says. */
  reset({ now, paused }) {
    this.#clock(now);
    this.#drawPause(paused);
    this.people();
  }

  follow(event) {
    if (event.type === "clock") this.#clock(event.now);
    if (event.type === "pause") this.#drawPause(event);
    if (event.type === "blocked") this.#drawBlock();
  }

  /** Offers everybody who has a phone now. */
  people() {
    const chosen = this.who.value;
    this.who.replaceChildren(...this.#phones().map(({ person }) =>
      el("option", { value: person.id, selected: String(person.id) === chosen }, nameOf(person))));
    this.#drawBlock();
  }

  #phones() {
    return [...this.town.phones.values()].filter((phone) => !phone.isWall);
  }

  #part(title, shown, buttons, sentence) {
    return el("section", {}, el("h2", {}, title), shown,
      el("div", { class: "steps" }, ...buttons), el("p", {}, sentence));
  }

  #step(label, secondsFrom) {
    return button("step", () => this.#try(async () => {
      await post("/sim/clock", { forward: secondsFrom(await clock()) });
    }), label);
  }

  #clock(now) {
    this.#ahead = (now ?? Date.now()) - Date.now();
    this.#tick();
  }

  #tick() {
    this.now.textContent = momentOf(Date.now() + this.#ahead);
  }

  #pause(stop) {
    return this.#try(() => post("/sim/pause", { polling: stop, api: stop }));
  }

  #drawPause({ api } = {}) {
    this.#paused = Boolean(api);
    this.outage.textContent = this.#paused ? "▶ 恢复 Telegram" : "⏸ 停下 Telegram";
    document.body.classList.toggle("outage", this.#paused);
  }

  #chosen() {
    return this.town.phones.get(Number(this.who.value));
  }

  #block() {
    const phone = this.#chosen();
    if (phone) this.#try(() => act(phone.person.id, "blocks", { blocked: !phone.blocked }));
  }

  #drawBlock() {
    this.block.textContent = this.#chosen()?.blocked ? "解除屏蔽" : "屏蔽邻里";
  }

  #found() {
    const everybody = this.#phones().map(({ person }) => person.id);
    return this.#try(() =>
      post("/sim/groups", { title: "邻里群", owner: everybody[0], members: everybody }));
  }

  async #try(deed) {
    this.error.hidden = true;
    try {
      await deed();
    } catch (error) {
      this.error.textContent = `没有办成：${error.message}`;
      this.error.hidden = false;
    }
  }
}
