import { button, el } from "./dom.js";

const NEAR = 60;
const OFFER_MS = 8000;

/** The scrolled part of a phone: stays at the newest message unless the reader moved up. */
export class Scroll {
  #stuck = true;
  #waiting = 0;
  #fading = 0;

  constructor() {
    this.list = el("div", { class: "list" });
    this.log = el("div", { class: "log", role: "log", "aria-label": "聊天记录" }, this.list);
    this.log.tabIndex = 0;
    this.jump = button("jump");
    this.jump.hidden = true;
    let last = 0;
    this.log.addEventListener("scroll", () => {
      // Only moving up lets go of the bottom: growing content looks like distance, too.
      const { scrollHeight, scrollTop, clientHeight } = this.log;
      if (scrollHeight - scrollTop - clientHeight < NEAR) this.#reached();
      else if (scrollTop < last) this.#stuck = false;
      last = scrollTop;
    });
    const sizes = new ResizeObserver(() => this.#stuck && this.toBottom());
    sizes.observe(this.log);
    sizes.observe(this.list);
  }

  toBottom() {
    this.#reached();
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Says that something new came, if it is out of sight at the bottom. */
  arrived() {
    if (this.#stuck) return;
    this.#waiting += 1;
    this.#offer(`↓ ${this.#waiting} 条新消息`, () => this.toBottom());
  }

  /** Lets a changed message glow, and says so if it is out of sight above. */
  changed(node) {
    glow(node);
    const above = node.getBoundingClientRect().bottom < this.log.getBoundingClientRect().top + NEAR;
    if (!above) return;
    this.#offer("↑ 上面有消息更新了", () => this.show(node));
    this.#fading = setTimeout(() => { this.jump.hidden = true; }, OFFER_MS);
  }

  /** Brings a message into the middle and lets it glow. */
  show(node) {
    node.scrollIntoView({ block: "center", inline: "nearest", behavior: "smooth" });
    glow(node);
  }

  #reached() {
    this.#stuck = true;
    if (this.#waiting) this.jump.hidden = true;
    this.#waiting = 0;
  }

  #offer(text, run) {
    clearTimeout(this.#fading);
    this.jump.textContent = text;
    this.jump.hidden = false;
    this.jump.onclick = () => {
      this.jump.hidden = true;
      run();
    };
  }
}

function glow(node) {
  node.classList.remove("glow");
  requestAnimationFrame(() => node.classList.add("glow"));
}
