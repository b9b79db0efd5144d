import { el, hueOf, nameOf } from "./dom.js";
import { Phone } from "./phone.js";
import { actIn } from "./wire.js";

const KINDS = { group: "群", supergroup: "大群", channel: "频道" };
const INSIDE = ["creator", "administrator", "member"];
const LEADERS = ["creator", "administrator"];

/** A group or channel as everybody in it sees it, with a choice of who speaks. */
export class Wall extends Phone {
  isWall = true;
  #commands = {};

  setPerson(group) {
    const chosen = Number(this.speaker?.value);
    this.quiet = this.#gathering(group);
    super.setPerson(group);
    this.element.classList.add("wall");
    this.element.setAttribute("aria-label", `${nameOf(group)}（${KINDS[group.type]}）`);
    this.header.append(el("span", { class: "hint" }, KINDS[group.type]));
    this.speaker = el("select", { "aria-label": "谁来说话", onchange: () => this.#offer() },
      ...this.#speakers(group).map(({ id, first_name }) =>
        el("option", { value: id, selected: id === chosen }, first_name)));
    this.voice?.remove();
    this.voice = el("label", { class: "voice" }, "谁来说话", this.speaker);
    this.composer.element.prepend(this.voice);
    this.begin.replaceChildren(el("p", {}, "这里还没有人说话"));
    this.#offer();
  }

  setCommands(commands) {
    this.#commands = commands;
    this.#offer();
  }

  request(verb, body) {
    return actIn(this.person.id, Number(this.speaker.value), verb, body);
  }

  /** A colour for the name of whoever wrote a message. */
  hueOf(sender) {
    return hueOf(sender);
  }

  #offer() {
    this.composer.setCommands(this.#commands[this.speaker?.value] ?? []);
  }

  #gathering({ members, bot }) {
    const inside = members.filter(({ status }) => INSIDE.includes(status)).length;
    return `${inside} 人${INSIDE.includes(bot) ? "和邻里" : "，邻里不在"}`;
  }

  #speakers({ type, members }) {
    const allowed = type === "channel" ? LEADERS : INSIDE;
    return members.filter(({ status }) => allowed.includes(status));
  }
}
