import { button, el } from "./dom.js";

const URL_LIKE = String.raw`(?<url>(?:https?://|t\.me/)[^\s<>"，。；！？、”）】》]+)`;
const COMMAND_LIKE = String.raw`(?<command>(?<![\w/])/[a-z]\w{0,31}(?![\w/]))`;
const AUTOMATIC = new RegExp(`${URL_LIKE}|${COMMAND_LIKE}`, "gi");
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

/** The entities given, and those Telegram finds by itself where none was given. */
function withAutomatic(text, entities) {
  const found = [...text.matchAll(AUTOMATIC)].map((match) => ({
    type: match.groups.url ? "url" : "bot_command", offset: match.index, length: match[0].length,
  }));
  const touches = (a, b) => a.offset < b.offset + b.length && b.offset < a.offset + a.length;
  const closed = entities.filter(({ type }) => !(type in TAGS) || ["code", "pre"].includes(type));
  const free = found.filter((one) => !closed.some((other) => touches(one, other)));
  return [...entities, ...free].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** The payload when a link is t.me/<our bot>?start=…, else null. */
export function startPayload(href, bot) {
  try {
    const url = new URL(/^\w+:\/\//.test(href) ? href : `https://${href}`);
    const name = url.hostname === "t.me" ? url.pathname.slice(1) : "";
    return name && name.toLowerCase() === bot?.toLowerCase() ? url.searchParams.get("start") : null;
  } catch {
    return null;
  }
}

/** A link; one to our own bot starts it on the same phone instead of leaving the page. */
export function link(href, children, talk, className) {
  const payload = startPayload(href, talk.bot());
  const safe = /^(https?|tg|mailto|tel):/i.test(href) ? href : `https://${href}`;
  const leave = { target: "_blank", rel: "noreferrer noopener" };
  const node = el("a", { href: safe, class: className, ...leave }, ...children);
  if (payload !== null) {
    node.addEventListener("click", (event) => {
      event.preventDefault();
      talk.say(`/start ${payload}`.trim());
    });
  }
  return node;
}

function wrap(entity, children, source, talk) {
  switch (entity.type) {
    case "text_link": return link(entity.url, children, talk);
    case "url": return link(source, children, talk);
    case "email": return link(`mailto:${source}`, children, talk);
    case "phone_number": return link(`tel:${source}`, children, talk);
    case "bot_command":
      return button("command", () => talk.say(source), ...children);
    case "mention": case "text_mention": case "hashtag": case "cashtag":
      return el("span", { class: "mention" }, ...children);
    case "spoiler": return spoiler(children);
    default: return el(TAGS[entity.type] ?? "span", {}, ...children);
  }
}

function spoiler(children) {
  const covered = { role: "button", tabindex: "0", "aria-label": "隐藏的内容，点开看" };
  const node = el("span", { class: "spoiler", ...covered }, ...children);
  const reveal = () => {
    node.classList.add("open");
    for (const name of Object.keys(covered)) node.removeAttribute(name);
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && reveal());
  return node;
}

/** Nodes for a text with its entities; offsets are UTF-16 units, as strings here have them. */
export function formatted(text, entities, talk) {
  const all = withAutomatic(text, entities ?? []);
  const render = (from, to, inside) => {
    const nodes = [];
    let at = from;
    for (let i = 0; i < inside.length; i += 1) {
      const entity = inside[i];
      const start = Math.max(entity.offset, at);
      const end = Math.min(entity.offset + entity.length, to);
      if (start >= end) continue;
      const nested = inside.slice(i + 1).filter((other) => other.offset < end);
      if (start > at) nodes.push(text.slice(at, start));
      nodes.push(wrap(entity, render(start, end, nested), text.slice(start, end), talk));
      // A block ends its line by itself.
      at = BLOCKS.has(entity.type) && text[end] === "\n" ? Math.min(end + 1, to) : end;
    }
    if (at < to) nodes.push(text.slice(at, to));
    return nodes;
  };
  return render(0, text.length, all);
}
