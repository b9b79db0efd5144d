/** Makes an element; children may be nodes, text, or null to leave out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Makes one of the line drawings declared in index.html. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

/** Makes a button that submits nothing. */
export function button(className, onclick, ...children) {
  return el("button", { type: "button", class: className, onclick }, ...children);
}

/** Makes a button that shows an icon and says its name to a screen reader. */
export function iconButton(name, label, className, onclick) {
  const node = button(className, onclick, icon(name));
  node.title = label;
  node.ariaLabel = label;
  return node;
}

// The town's phones show the town's time, wherever the browser happens to stand.
const clock = (parts) => new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", ...parts });
const TIME = clock({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = clock({ month: "long", day: "numeric", weekday: "long" });

/** The time of day of a Telegram date (seconds since 1970). */
export const timeOf = (date) => TIME.format(date * 1000);

/** The calendar day of a Telegram date, in words. */
export const dayOf = (date) => DAY.format(date * 1000);

/** A moment (milliseconds since 1970) of the town: day and time. */
export const momentOf = (now) => `${DAY.format(now)} ${TIME.format(now)}`;

/** What a person or a group is called on the page. */
export const nameOf = ({ title, first_name, last_name }) =>
  title ?? [first_name, last_name].filter(Boolean).join(" ");

/** A quiet colour (a hue in degrees) that stays with a person. */
export const hueOf = (person) => (Number(person.id) * 137.508) % 360;
