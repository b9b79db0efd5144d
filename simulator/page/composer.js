import { button, el, icon, iconButton } from "./dom.js";
import { gist } from "./message.js";
import { snapshot } from "./picture.js";

/** The lower part of a phone: what one can type, press and send. */
export class Composer {
  #talk;
  #replied = null;
  #oneTime = false;
  #commands = [];

  constructor(talk) {
    this.#talk = talk;
    this.input = el("textarea", {
      rows: 1, placeholder: "写消息…", "aria-label": "写消息", enterkeyhint: "send",
      oninput: () => this.#typed(), onkeydown: (event) => this.#keyDown(event),
    });
    this.replyBar = el("div", { class: "reply-bar", hidden: true });
    this.keyboard = el("div", { class: "keyboard", role: "group", "aria-label": "快捷键盘" });
    this.keyboard.hidden = true;
    this.sheet = el("div", { class: "sheet", hidden: true });
    this.keysButton = iconButton("keys", "收起或展开键盘", "toggle-keys", () => this.#toggleKeys());
    this.keysButton.hidden = true;
    this.commandsButton = iconButton("slash", "命令", "commands", () => this.#showCommands(""));
    this.commandsButton.hidden = true;
    this.file = el("input", { type: "file", hidden: true, onchange: () => this.#chosen() });
    const line = el("form", { class: "line", onsubmit: (event) => this.#submit(event) },
      this.commandsButton,
      iconButton("clip", "发照片、文件、位置…", "attach", () => this.#showAttachments()),
      el("div", { class: "field" }, this.input, this.keysButton),
      iconButton("camera", "拍一张示例照片发出去", "camera", () => this.#sendSnapshot()),
      el("button", { class: "send", "aria-label": "发送", title: "发送" }, icon("send")));
    this.element = el("footer", { class: "composer" },
      this.sheet, this.replyBar, line, this.keyboard, this.file);
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#dismiss());
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.element.contains(target)) this.#closeSheet();
    });
  }

  /** Draws the reply keyboard (or its absence) as the bot last set it. */
  setKeyboard(markup) {
    const rows = markup?.keyboard ?? [];
    this.#oneTime = Boolean(markup?.one_time_keyboard);
    this.keyboard.replaceChildren(...rows.map((row) =>
      el("div", { class: "row" }, ...row.map((key) => this.#key(key)))));
    this.keyboard.hidden = !rows.length;
    this.keysButton.hidden = !rows.length;
    this.input.placeholder = markup?.input_field_placeholder || "写消息…";
  }

  /** Offers the commands the bot has set for this chat, if any. */
  setCommands(commands) {
    this.#commands = commands;
    this.commandsButton.hidden = !commands.length;
  }

  /** Makes the next message an answer to this one. */
  replyTo(message) {
    this.#replied = message;
    this.replyBar.hidden = !message;
    if (!message) return;
    const cancel = iconButton("close", "不回复了", "cancel-reply", () => this.replyTo(null));
    this.replyBar.replaceChildren(icon("reply"), el("span", {}, gist(message)), cancel);
    this.input.focus();
  }

  #key(key) {
    const { text } = typeof key === "string" ? { text: key } : key;
    const press = () => {
      if (this.#oneTime) this.keyboard.hidden = true;
      if (key.request_contact) return this.#send({ kind: "contact" });
      if (key.request_location) return this.#send({ kind: "location" });
      return this.#talk.say(text);
    };
    return button("key", press, text);
  }

  #submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (text) this.#sendText(text);
  }

  async #sendText(text) {
    const replied = this.#replied;
    this.#clear();
    const sent = await this.#talk.say(text, replied?.message_id);
    // What could not be sent is given back, unless something new stands there already.
    if (!sent && !this.input.value) this.input.value = text;
    this.#grow();
  }

  #clear() {
    this.input.value = "";
    this.replyTo(null);
    this.#typed();
  }

  #keyDown(event) {
    // Enter that ends the choice of a Chinese word must not send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.element.querySelector(".line").requestSubmit();
  }

  #typed() {
    this.#grow();
    const command = /^\/(\w*)$/.exec(this.input.value);
    if (command) this.#showCommands(command[1]);
    else this.#closeSheet();
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 132)}px`;
  }

  #toggleKeys() {
    this.keyboard.hidden = !this.keyboard.hidden;
  }

  #dismiss() {
    this.#closeSheet();
    this.replyTo(null);
  }

  #closeSheet() {
    this.sheet.hidden = true;
  }

  /** Opens the list above the line, or closes it when its own button asks again. */
  #openSheet(name, items) {
    const again = !this.sheet.hidden && this.sheet.dataset.name === name && name !== "typed";
    this.sheet.dataset.name = name;
    this.sheet.hidden = again || !items.length;
    this.sheet.replaceChildren(...items.map(([label, detail, run]) => {
      const choose = () => {
        this.#closeSheet();
        run();
      };
      return button("choice", choose, el("b", {}, label), el("small", {}, detail));
    }));
  }

  #showCommands(start) {
    const items = this.#commands.filter(({ command }) => command.startsWith(start)).map(
      ({ command, description }) =>
        [`/${command}`, description, () => this.#sendText(`/${command}`)]);
    this.#openSheet(this.input.value ? "typed" : "commands", items);
  }

  #showAttachments() {
    this.#openSheet("attachments", [
      ["📷 示例照片", "画一张发出去", () => this.#sendSnapshot()],
      ["🖼 选择照片", "从这台电脑", () => this.#choose("photo", "image/*")],
      ["📄 选择文件", "从这台电脑", () => this.#choose("document", "")],
      ["📍 位置", "就在附近", () => this.#send({ kind: "location" })],
      ["🎤 语音", "三秒钟", () => this.#send({ kind: "voice" })],
      ["🙂 贴纸", "一个笑脸", () => this.#send({ kind: "sticker", emoji: "🙂" })],
    ]);
  }

  #choose(kind, accept) {
    this.file.dataset.kind = kind;
    this.file.accept = accept;
    this.file.value = "";
    this.file.click();
  }

  #chosen() {
    const [file] = this.file.files;
    if (file) this.#send({ kind: this.file.dataset.kind, file });
  }

  async #sendSnapshot() {
    this.#send({ kind: "photo", file: await snapshot() });
  }

  /** Sends something that is not text; what stands in the line goes along as its caption. */
  #send({ file, ...fields }) {
    const caption = ["photo", "document"].includes(fields.kind) ? this.input.value.trim() : "";
    if (caption) fields.caption = caption;
    if (caption) this.#clear();
    if (!file) return this.#talk.send(fields);
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", file, file.name ?? "photo.jpg");
    return this.#talk.send(form);
  }
}
