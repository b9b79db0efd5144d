import { button, el, nameOf } from "./dom.js";
import { Panel } from "./panel.js";
import { Phone } from "./phone.js";
import { Stops } from "./stops.js";
import { startPayload } from "./text.js";
import { Wall } from "./wall.js";
import { act, guide, listen, post } from "./wire.js";

const $ = (id) => document.getElementById(id);
const STATES = { open: "已连接", closed: "断开了，正在重连…" };

/** All phones of the town, and which of them one can see. */
class Town {
  bot = {};
  phones = new Map();
  tabs = new Map();

  constructor() {
    const inView = { root: $("town"), threshold: 0.6 };
    this.seen = new IntersectionObserver((entries) => this.#looked(entries), inView);
    new ResizeObserver(() => this.#fit()).observe($("town"));
  }

  /** Draws the whole town anew from the server's greeting. */
  reset({ people, groups = [], chats, bot }) {
    this.bot = bot ?? {};
    const all = [...people, ...groups];
    const here = new Set(all.map(({ id }) => id));
    for (const id of this.phones.keys()) if (!here.has(id)) this.#remove(id);
    for (const person of all) {
      this.#phone(person).reset(chats[person.id] ?? { messages: [], keyboard: null });
    }
    this.#fit();
  }

  follow(event) {
    if (event.type === "hello") return this.reset(event);
    if (event.type === "person") this.#phone(event.person_data);
    if (event.type === "group") this.#phone(event.group_data).setCommands(event.commands);
    if (event.type === "gone" && this.phones.has(event.person)) this.#remove(event.person);
    return this.phones.get(event.person)?.follow(event);
  }

  /** Counts a message that came, or changed, on a phone nobody can see now. */
  noticed(phone) {
    const tab = this.tabs.get(phone.person.id);
    if (tab.ariaCurrent === "true" && !document.hidden) return;
    this.#count(tab, Number(tab.dataset.unread ?? 0) + 1);
  }

  show(id) {
    const { element } = this.phones.get(id);
    element.scrollIntoView({ inline: "center", block: "nearest", behavior: "smooth" });
  }

  #phone(person) {
    const known = this.phones.get(person.id);
    if (known) {
      known.setPerson(person);
      this.tabs.get(person.id).firstChild.textContent = nameOf(person);
      return known;
    }
    const phone = person.members ? new Wall(this) : new Phone(this);
    phone.setPerson(person);
    const tab = button("tab", () => this.show(person.id),
      el("span", {}, nameOf(person)), el("b", { class: "unread", hidden: true }));
    tab.dataset.person = person.id;
    this.phones.set(person.id, phone);
    this.tabs.set(person.id, tab);
    $("town").append(phone.element);
    $("tabs").append(tab);
    this.seen.observe(phone.element);
    this.#fit();
    return phone;
  }

  #remove(id) {
    this.seen.unobserve(this.phones.get(id).element);
    this.phones.get(id).element.remove();
    this.tabs.get(id).remove();
    this.phones.delete(id);
    this.tabs.delete(id);
  }

  #looked(entries) {
    for (const { target, isIntersecting } of entries) {
      const tab = this.tabs.get(Number(target.dataset.person));
      if (!tab) continue;
      tab.setAttribute("aria-current", isIntersecting);
      if (!isIntersecting) continue;
      this.#count(tab, 0);
      tab.scrollIntoView({ inline: "nearest", block: "nearest" });
    }
  }

  #count(tab, unread) {
    tab.dataset.unread = unread;
    tab.lastChild.textContent = unread;
    tab.lastChild.setAttribute("aria-label", `${unread} 条未读`);
    tab.lastChild.hidden = unread === 0;
  }

  /** Tabs are needed only when some phone does not fit. */
  #fit() {
    $("tabs").hidden = $("town").scrollWidth <= $("town").clientWidth + 1;
  }
}

async function drawGuide() {
  const words = await guide();
  stops.offer(words?.stops);
  $("guide").hidden = !words;
  if (!words) return;
  $("guide").firstElementChild.textContent = words.title;
  $("guide").lastElementChild.replaceChildren(...words.lines.map((line) => el("li", {}, line)));
}

async function addPhone(town) {
  const asked = new FormData($("newcomer").querySelector("form"));
  const [first_name, link] = [asked.get("name").trim(), asked.get("link").trim()];
  try {
    const person = await post("/sim/people", { first_name });
    const payload = startPayload(link, town.bot.username);
    if (payload !== null) await act(person.id, "says", { text: `/start ${payload}`.trim() });
    requestAnimationFrame(() => town.show(person.id));
  } catch (error) {
    $("connection").textContent = `没有加成：${error.message}`;
  }
}

const town = new Town();
const panel = new Panel(town);
const stops = new Stops($("ahead"));
$("panel").append(panel.element);
document.addEventListener("pointerdown", ({ target }) => {
  if (!$("panel").contains(target)) $("panel").open = false;
});
$("panel").addEventListener("keydown", ({ key }) => {
  if (key === "Escape") $("panel").open = false;
});
$("guide").open = window.matchMedia("(min-width: 700px) and (min-height: 600px)").matches;
$("add-phone").addEventListener("click", () => {
  $("newcomer").querySelector("form").reset();
  $("newcomer").showModal();
});
$("cancel-add").addEventListener("click", () => $("newcomer").close(""));
$("newcomer").addEventListener("close", () => {
  if ($("newcomer").returnValue === "add") addPhone(town);
  $("newcomer").returnValue = "";
});
listen({
  onState: (state) => {
    $("connection").dataset.state = state;
    $("connection").textContent = STATES[state];
  },
  onEvent: (event) => {
    town.follow(event);
    panel.follow(event);
    stops.follow(event);
    if (event.type === "hello") panel.reset(event);
    if (event.type === "person") panel.people();
    if (event.type === "hello") drawGuide();
  },
});
