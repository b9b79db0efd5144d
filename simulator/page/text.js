import { el } from "./dom.js";

const AUTOMATIC = /(?<url>(?:https?:\/\/|t\.me\/)[^\s<>"，。；！？、）】》]+)|(?<bot_command>(?<![\w/])\/[a-z][a-z0-9_]{0,31}(?![\w/]))/giu;
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
  const free = found.filter((one) => !entities.some((other) => TAGS[other.type] === undefined
    ? touches(one, other) : ["code", "pre"].includes(other.type) && touches(one, other)));
  return [...entities, ...free].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** The payload when a link is t.me/<our bot>?start=…, else null. */
export function startPayload(href, bot) {
  try {
    const url = new URL(/^\w+:\/\//.test(href) ? href : `https://${href}`);
    const ours = url.hostname === "t.me" && url.pathname.slice(1).toLowerCase() === bot?.toLowerCase();
    return ours && url.searchParams.has("start") ? url.searchParams.get("start") : null;
  } catch {
    return null;
  }
}

/** A link; one to our own bot starts it on the same phone instead of leaving the page. */
export function link(href, children, talk, className) {
  const payload = startPayload(href, talk.bot());
  const safe = /^(https?|tg|mailto|tel):/i.test(href) ? href : `https://${href}`;
  const node = el("a", { href: safe, class: className, target: "_blank", rel: "noreferrer noopener" }, ...children);
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
      return el("button", { type: "button", class: "command", onclick: () => talk.say(source) }, ...children);
    case "mention": case "text_mention": case "hashtag": case "cashtag":
      return el("span", { class: "mention" }, ...children);
    case "spoiler": return spoiler(children);
    default: return el(TAGS[entity.type] ?? "span", {}, ...children);
  }
}

function spoiler(children) {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "隐藏的内容，点开看" });
  node.append(...children);
  const reveal = () => {
    node.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
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
      at = end;
    }
    if (at < to) nodes.push(text.slice(at, to));
    return nodes;
  };
  return render(0, text.length, all);
}
