import { Composer } from "./composer.js";
import { dayOf, el, hueOf, nameOf } from "./dom.js";
import { drawMessage } from "./message.js";
import { act } from "./wire.js";

const TOAST_MS = 3500;
const TYPING_MS = 5000;
const NEAR_BOTTOM = 60;

/** One person's phone: the talk with the bot as the server says it stands. */
export class Phone {
  #stuck = true;
  #waiting = 0;
  #messages = new Map();
  #typing = 0;
  #toasting = 0;

  constructor(person, town) {
    this.town = town;
    this.composer = new Composer(this);
    this.list = el("div", { class: "list" });
    this.log = el("div", { class: "log", role: "log", "aria-label": "聊天记录", tabindex: "0" }, this.list);
    this.jump = el("button", { type: "button", class: "jump", hidden: true });
    this.notice = el("div", { class: "toast", role: "status", hidden: true });
    this.begin = el("div", { class: "begin" }, el("p", {}, "这部手机还没有和邻里说过话"),
      el("button", { type: "button", class: "start", onclick: () => this.say("/start") }, "开始"));
    this.header = el("header");
    this.element = el("section", { class: "phone" }, this.header,
      el("div", { class: "screen" }, this.log, this.begin, this.jump, this.notice), this.composer.element);
    this.setPerson(person);
    this.#followBottom();
  }

  person() {
    return this.data;
  }

  bot() {
    return this.town.bot.username;
  }

  commands() {
    return this.town.bot.commands ?? [];
  }

  setPerson(person) {
    this.data = person;
    this.element.dataset.person = person.id;
    this.element.style.setProperty("--hue", hueOf(person));
    this.element.setAttribute("aria-label", `${nameOf(person)}的手机`);
    this.status = el("small", { class: "status" }, "和邻里聊天");
    this.header.replaceChildren(
      el("span", { class: "avatar", "aria-hidden": "true" }, [...nameOf(person)][0] ?? "?"),
      el("div", { class: "who" }, el("h2", {}, nameOf(person)), this.status),
      person.hint ? el("span", { class: "hint" }, person.hint) : null);
  }

  /** Redraws everything, as after a reconnection. */
  reset({ messages, keyboard }) {
    this.#messages.clear();
    this.list.replaceChildren();
    for (const message of messages) this.#place(message);
    this.composer.setKeyboard(keyboard);
    this.#emptied();
    this.#toBottom();
  }

  /** Follows one event of the server. */
  follow(event) {
    switch (event.type) {
      case "message": return this.#arrived(event.message);
      case "edit": return this.#edited(event.message);
      case "delete": return this.#deleted(event.message_id);
      case "keyboard": return this.composer.setKeyboard(event.keyboard);
      case "answer": return this.#answered(event);
      case "action": return this.#acts();
      case "person": return this.setPerson(event.person_data);
      default: return undefined;
    }
  }

  say(text, reply_to) {
    return this.#act("says", reply_to ? { text, reply_to } : { text });
  }

  send(body) {
    return this.#act("sends", body);
  }

  tap(message_id, data, button) {
    button.setAttribute("aria-busy", "true");
    button.dataset.data = data;
    this.#act("taps", { message_id, data }).then((done) => done || button.removeAttribute("aria-busy"));
  }

  replyTo(message) {
    this.composer.replyTo(message);
  }

  /** Scrolls to a message and lets it glow for a moment. */
  show(message_id) {
    const node = this.#messages.get(message_id);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    this.#glow(node);
  }

  toast(text) {
    clearTimeout(this.#toasting);
    this.notice.textContent = text;
    this.notice.hidden = false;
    this.#toasting = setTimeout(() => { this.notice.hidden = true; }, TOAST_MS);
  }

  async #act(verb, body) {
    try {
      await act(this.data.id, verb, body);
      this.#toBottom();
      return true;
    } catch (error) {
      this.toast(`没有发出去：${error.message}`);
      return false;
    }
  }

  #arrived(message) {
    const node = this.#place(message);
    node.classList.add("new");
    this.#emptied();
    if (!message.out) this.#toBottom();
    if (message.reply_markup?.force_reply) this.replyTo(message);
    if (!message.out) return;
    this.#quiet();
    this.town.noticed(this);
    if (!this.#stuck) this.#point(`↓ ${this.#waiting += 1} 条新消息`, () => this.#toBottom());
  }

  #edited(message) {
    const old = this.#messages.get(message.message_id);
    const node = this.#place(message);
    if (!old || !message.out) return;
    this.#glow(node);
    if (this.#above(node)) this.#point("↑ 上面有消息更新了", () => this.show(message.message_id));
  }

  #deleted(message_id) {
    const node = this.#messages.get(message_id);
    this.#messages.delete(message_id);
    if (!node) return;
    node.classList.add("gone");
    // Without motion (a setting of the reader) the animation never ends, so it is not waited for.
    Promise.all(node.getAnimations().map((one) => one.finished)).finally(() => node.remove());
  }

  #answered({ data, text, show_alert }) {
    for (const button of this.list.querySelectorAll("button.inline[aria-busy]")) {
      if (data === undefined || button.dataset.data === data) button.removeAttribute("aria-busy");
    }
    if (!text) return;
    if (show_alert) this.#alert(text);
    else this.toast(text);
  }

  #alert(text) {
    const close = el("button", { type: "button", class: "primary", onclick: () => box.remove() }, "知道了");
    const box = el("div", { class: "alert", role: "alertdialog", "aria-modal": "true" },
      el("div", {}, el("p", {}, text), close));
    box.addEventListener("keydown", (event) => event.key === "Escape" && box.remove());
    this.element.append(box);
    close.focus({ preventScroll: true });
  }

  #acts() {
    clearTimeout(this.#typing);
    this.status.textContent = "邻里正在输入…";
    this.#typing = setTimeout(() => this.#quiet(), TYPING_MS);
  }

  #quiet() {
    clearTimeout(this.#typing);
    this.status.textContent = "和邻里聊天";
  }

  /** Draws a message where it belongs: over its older self, or at the end. */
  #place(message) {
    const node = drawMessage(message, this);
    const old = this.#messages.get(message.message_id);
    this.#messages.set(message.message_id, node);
    if (old) {
      old.replaceWith(node);
      return node;
    }
    const day = dayOf(message.date);
    if (this.list.dataset.day !== day || !this.list.children.length) {
      this.list.append(el("div", { class: "day" }, day));
    }
    this.list.dataset.day = day;
    this.list.append(node);
    return node;
  }

  #emptied() {
    this.begin.hidden = this.#messages.size > 0;
  }

  #glow(node) {
    node.classList.remove("glow");
    requestAnimationFrame(() => node.classList.add("glow"));
  }

  #above(node) {
    return node.getBoundingClientRect().bottom < this.log.getBoundingClientRect().top + NEAR_BOTTOM;
  }

  #point(text, run) {
    this.jump.textContent = text;
    this.jump.hidden = false;
    this.jump.onclick = () => {
      this.jump.hidden = true;
      run();
    };
  }

  #toBottom() {
    this.#stuck = true;
    this.#waiting = 0;
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Stays at the newest message while things grow, unless the reader scrolled up. */
  #followBottom() {
    let last = 0;
    this.log.addEventListener("scroll", () => {
      const left = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
      // Only moving up lets go of the bottom: growing content looks like distance, too.
      if (left < NEAR_BOTTOM) this.#stuck = true;
      else if (this.log.scrollTop < last) this.#stuck = false;
      last = this.log.scrollTop;
      if (!this.#stuck) return;
      this.#waiting = 0;
      this.jump.hidden = true;
    });
    const sizes = new ResizeObserver(() => this.#stuck && this.#toBottom());
    sizes.observe(this.log);
    sizes.observe(this.list);
  }
}
