import { button, el, iconButton, timeOf } from "./dom.js";
import { formatted, link } from "./text.js";
import { fileUrl } from "./wire.js";

const WIDEST_NEEDED = 1280;
const KINDS = {
  photo: "照片", video: "视频", voice: "语音", sticker: "贴纸", location: "位置", contact: "名片",
};

/** Draws one message: bubble, attachment, text, time, inline buttons. */
export function drawMessage(message, talk) {
  const side = message.out ? "from-bot" : "from-person";
  const node = el("article", { class: `message ${side}`, "data-message": message.message_id });
  const bubble = el("div", { class: "bubble" }, quote(message, talk), ...attachment(message));
  const text = message.text ?? message.caption;
  if (text !== undefined) {
    const entities = message.entities ?? message.caption_entities;
    bubble.append(el("div", { class: "text" }, ...formatted(text, entities, talk)));
  }
  bubble.classList.toggle("bare", text === undefined && Boolean(message.photo || message.sticker));
  bubble.append(stamp(message));
  const reply = iconButton("reply", "回复这条消息", "reply", () => talk.replyTo(message));
  node.append(bubble, reply);
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length) node.append(inlineKeyboard(rows, message, talk));
  return node;
}

/** One line that stands for a message: in a quote, in the reply bar. */
export function gist(message) {
  const text = message.text ?? message.caption;
  if (text) return text.replace(/\s+/g, " ").slice(0, 80);
  const kind = Object.keys(KINDS).find((name) => message[name]);
  return `[${KINDS[kind] ?? "文件"}]`;
}

function stamp(message) {
  const edited = message.edit_date ? "已编辑 " : "";
  const date = new Date(message.date * 1000);
  return el("time", { datetime: date.toISOString() }, edited + timeOf(message.date));
}

function quote({ reply_to_message: replied }, talk) {
  return replied ? button("quote", () => talk.show(replied.message_id), gist(replied)) : null;
}

/** What a message carries besides text, as nodes. */
function attachment(message) {
  const { photo, sticker, voice, video, document: file = video, location, contact } = message;
  if (photo?.length) return [picture(photo)];
  if (sticker) return [el("div", { class: "sticker" }, sticker.emoji ?? "🙂")];
  if (voice) return [card("🎤", "语音", `${voice.duration} 秒`)];
  if (location) {
    const { latitude, longitude } = location;
    return [card("📍", "位置", `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)];
  }
  if (contact) return [card("👤", contact.first_name, contact.phone_number)];
  if (!file) return [];
  const kilobytes = `${Math.max(1, Math.round((file.file_size ?? 0) / 1024))} KB`;
  const name = file.file_name ?? (video ? "视频" : "文件");
  return [card(video ? "🎬" : "📄", name, kilobytes, fileUrl(file))];
}

function card(sign, title, detail, href) {
  return el(href ? "a" : "div", { class: "card", href, target: href && "_blank" },
    el("span", { class: "sign" }, sign), el("b", {}, title), el("small", {}, detail));
}

function picture(sizes) {
  const ordered = [...sizes].sort((a, b) => b.width - a.width);
  const best = ordered.find((size) => size.width <= WIDEST_NEEDED) ?? ordered.at(-1);
  const { width, height } = best;
  const image = el("img", { src: fileUrl(best), alt: "照片", width, height, loading: "lazy" });
  const open = () => {
    const dialog = document.getElementById("picture");
    dialog.querySelector("img").src = fileUrl(ordered[0]);
    dialog.showModal();
  };
  return button("photo", open, image);
}

function inlineKeyboard(rows, message, talk) {
  const drawn = rows.map((row) =>
    el("div", { class: "row" }, ...row.map((one) => inlineButton(one, message, talk))));
  return el("div", { class: "inline-keyboard", role: "group", "aria-label": "按钮" }, ...drawn);
}

function inlineButton({ text, url, callback_data, copy_text }, message, talk) {
  if (url) return link(url, [text, " ↗"], talk, "inline");
  const press = async ({ currentTarget }) => {
    if (copy_text) {
      await navigator.clipboard.writeText(copy_text.text);
      talk.toast("已复制");
    } else if (callback_data !== undefined) {
      talk.tap(message.message_id, callback_data, currentTarget);
    } else {
      talk.toast("演示小镇还不会这种按钮");
    }
  };
  return button("inline", press, text);
}
