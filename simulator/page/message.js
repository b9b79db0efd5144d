import { button, el, iconButton, timeOf } from "./dom.js";
import { formatted, link } from "./text.js";
import { fileUrl } from "./wire.js";

const WIDEST_NEEDED = 1280;
const KINDS = {
  photo: "照片", video: "视频", animation: "动图", video_note: "视频", voice: "语音", audio: "音频",
  sticker: "贴纸", venue: "地点", location: "位置", contact: "名片", poll: "投票", dice: "骰子",
};

/** Draws what happened in a group: who came, who went. */
function happening(message) {
  const names = (users) => users.map(({ first_name }) => first_name).join("、");
  if (message.new_chat_members) return `${names(message.new_chat_members)} 进来了`;
  if (message.left_chat_member) return `${names([message.left_chat_member])} 离开了`;
  if (message.group_chat_created) return `${message.from.first_name} 建了这个群`;
  if (message.pinned_message) return `📌 置顶：${gist(message.pinned_message)}`;
  if (message.migrate_from_chat_id) return "群变成了大群";
  return null;
}

/** Draws one message: bubble, attachment, text, time, inline buttons. */
export function drawMessage(message, talk) {
  const happened = happening(message);
  if (happened) {
    return el("div", { class: "day happened", "data-message": message.message_id }, happened);
  }
  const side = message.out ? "from-bot" : "from-person";
  const node = el("article", { class: `message ${side}`, "data-message": message.message_id });
  const bubble = el("div", { class: "bubble" },
    author(message, talk), forwarded(message), quote(message, talk), ...attachment(message));
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

/** In a group it must be said who speaks. */
function author({ from, sender_chat }, talk) {
  if (!talk.isWall) return null;
  const sender = sender_chat ? { id: sender_chat.id, first_name: sender_chat.title } : from;
  return el("b", { class: "author", style: `--hue: ${talk.hueOf(sender)}` }, sender.first_name);
}

function forwarded({ forward_origin: origin }) {
  if (!origin) return null;
  const { sender_user, sender_user_name, sender_chat = origin.chat } = origin;
  const name = sender_user?.first_name ?? sender_user_name ?? sender_chat?.title;
  return el("small", { class: "forwarded" }, `↪ 转发自 ${name}`);
}

function stamp(message) {
  const edited = message.edit_date ? "已编辑 " : "";
  const date = new Date(message.date * 1000);
  return el("time", { datetime: date.toISOString() }, edited + timeOf(message.date));
}

function quote({ reply_to_message: replied, quote: words }, talk) {
  if (!replied) return null;
  return button("quote", () => talk.show(replied.message_id), words?.text ?? gist(replied));
}

/** What a message carries besides text, as nodes. */
function attachment(message) {
  const { photo, sticker, voice, location, venue, contact, poll, dice } = message;
  const video = message.video ?? message.animation ?? message.video_note;
  const file = video ?? message.document ?? message.audio;
  if (photo?.length) return [picture(photo)];
  if (sticker) return [el("div", { class: "sticker" }, sticker.emoji ?? "🙂")];
  if (voice) return [card("🎤", "语音", `${voice.duration} 秒`)];
  if (dice) return [el("div", { class: "sticker" }, `${dice.emoji} ${dice.value}`)];
  if (poll) return drawPoll(poll);
  if (venue) return [card("📍", venue.title, venue.address)];
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

function drawPoll({ question, options, total_voter_count: voters, is_closed }) {
  const rows = options.map(({ text, voter_count }) =>
    el("li", {}, el("span", {}, text), el("small", {}, `${voter_count} 票`)));
  return [el("b", {}, `📊 ${question}`), el("ul", { class: "poll" }, ...rows),
    el("small", { class: "forwarded" }, `${voters} 人投票${is_closed ? "，已结束" : ""}`)];
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
