import { Composer } from "./composer.js";
import { button, dayOf, el, hueOf, nameOf } from "./dom.js";
import { drawMessage } from "./message.js";
import { Scroll } from "./scroll.js";
import { act } from "./wire.js";

const TOAST_MS = 3500;
const TYPING_MS = 5000;
const BLOCKED = "屏蔽了邻里";

/** One person's phone: the talk with the bot as the server says it stands. */
export class Phone {
  #scroll = new Scroll();
  #messages = new Map();
  #typing = 0;
  #toasting = 0;
  blocked = false;
  quiet = "和邻里聊天";

  constructor(town) {
    this.town = town;
    this.composer = new Composer(this);
    this.notice = el("div", { class: "toast", role: "status", hidden: true });
    this.begin = el("div", { class: "begin" }, el("p", {}, "这部手机还没有和邻里说过话"),
      button("start", () => this.say("/start"), "开始"));
    this.header = el("header");
    const { log, jump } = this.#scroll;
    this.element = el("section", { class: "phone" }, this.header,
      el("div", { class: "screen" }, log, this.begin, jump, this.notice), this.composer.element);
  }

  bot() {
    return this.town.bot.username;
  }

  setPerson(person) {
    this.person = person;
    const name = nameOf(person);
    this.element.dataset.person = person.id;
    this.element.style.setProperty("--hue", hueOf(person));
    this.element.setAttribute("aria-label", `${name}的手机`);
    this.status = el("small", { class: "status" }, this.quiet);
    this.header.replaceChildren(
      el("span", { class: "avatar", "aria-hidden": "true" }, [...name][0] ?? "?"),
      el("div", { class: "who" }, el("h2", {}, name), this.status));
    if (person.hint) this.header.append(el("span", { class: "hint" }, person.hint));
  }

  /** Redraws everything, as after a reconnection. */
  reset({ messages, keyboard, commands, blocked }) {
    this.#messages.clear();
    this.#scroll.list.replaceChildren();
    for (const message of messages) this.#place(message);
    this.composer.setKeyboard(keyboard);
    this.setCommands(commands ?? []);
    this.setBlocked(blocked);
    this.begin.hidden = messages.length > 0;
    this.#scroll.toBottom();
  }

  /** Follows one event of the server. */
  follow(event) {
    switch (event.type) {
      case "message": return this.#arrived(event.message);
      case "edit": return this.#edited(event.message);
      case "delete": return this.#deleted(event.message_id);
      case "keyboard": return this.composer.setKeyboard(event.keyboard);
      case "commands": return this.setCommands(event.commands);
      case "blocked": return this.setBlocked(event.blocked);
      case "answer": return this.#answered(event);
      case "action": return this.#acts();
      default: return undefined;
    }
  }

  setCommands(commands) {
    this.composer.setCommands(commands);
  }

  setBlocked(blocked) {
    this.blocked = Boolean(blocked);
    this.element.classList.toggle("blocked", this.blocked);
    this.#quiet();
  }

  say(text, reply_to) {
    return this.#act("says", reply_to ? { text, reply_to } : { text });
  }

  send(body) {
    return this.#act("sends", body);
  }

  async tap(message_id, data, button) {
    button.setAttribute("aria-busy", "true");
    button.dataset.data = data;
    if (!await this.#act("taps", { message_id, data })) button.removeAttribute("aria-busy");
  }

  replyTo(message) {
    this.composer.replyTo(message);
  }

  show(message_id) {
    const node = this.#messages.get(message_id);
    if (node) this.#scroll.show(node);
  }

  toast(text) {
    clearTimeout(this.#toasting);
    this.notice.textContent = text;
    this.notice.hidden = false;
    this.#toasting = setTimeout(() => { this.notice.hidden = true; }, TOAST_MS);
  }

  /** Asks the server to let this phone's person do something. */
  request(verb, body) {
    return act(this.person.id, verb, body);
  }

  async #act(verb, body) {
    try {
      await this.request(verb, body);
      return true;
    } catch (error) {
      this.toast(`没有发出去：${error.message}`);
      return false;
    }
  }

  #arrived(message) {
    this.#place(message).classList.add("new");
    this.begin.hidden = true;
    if (!message.out) return this.#scroll.toBottom();
    this.#quiet();
    this.#scroll.arrived();
    return this.town.noticed(this);
  }

  #edited(message) {
    const before = this.#messages.get(message.message_id)?.querySelector(".text")?.textContent;
    const node = this.#place(message);
    // Buttons that merely went away are not worth anybody's attention.
    if (before === node.querySelector(".text")?.textContent) return;
    this.#scroll.changed(node);
    if (message.out) this.town.noticed(this);
  }

  #deleted(message_id) {
    const node = this.#messages.get(message_id);
    this.#messages.delete(message_id);
    if (!node) return;
    node.classList.add("gone");
    // A reader who wants no motion gets no animation, and so nothing to wait for.
    Promise.allSettled(node.getAnimations().map((one) => one.finished)).then(() => node.remove());
  }

  #answered({ data, text, show_alert }) {
    for (const button of this.#scroll.list.querySelectorAll("button.inline[aria-busy]")) {
      if (data === undefined || button.dataset.data === data) button.removeAttribute("aria-busy");
    }
    if (text && show_alert) this.#alert(text);
    else if (text) this.toast(text);
  }

  #alert(text) {
    const close = button("primary", () => box.remove(), "知道了");
    const box = el("div", { class: "alert", role: "alertdialog", "aria-label": text },
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
    this.status.textContent = this.blocked ? BLOCKED : this.quiet;
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
    const { list } = this.#scroll;
    const day = dayOf(message.date);
    const days = list.querySelectorAll(".day:not(.happened)");
    if (days[days.length - 1]?.textContent !== day) list.append(el("div", { class: "day" }, day));
    list.append(node);
    return node;
  }
}
