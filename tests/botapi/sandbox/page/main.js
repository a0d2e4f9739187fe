// The page: one column per chat, its composer, and what happens when something is pressed.

import { act, alarm, follow, notice } from "/page/net.js";
import { el, messageItem } from "/page/render.js";

const columns = document.getElementById("columns");
const tabs = document.getElementById("tabs");
const status = document.getElementById("status");
const views = new Map();
let bot = {};

class ChatView {
  constructor(chat) {
    this.key = chat.key;
    this.chat = chat;
    this.speaker = chat.speakers[0].id;
    this.replyTo = null;
    this.editing = null;
    this.root = document.getElementById("chat-template").content.cloneNode(true).firstElementChild;
    this.list = this.find(".messages");
    this.area = this.find("textarea");
    this.root.dataset.key = chat.key;
    this.build(chat);
    columns.append(this.root);
    const short = chat.private ? chat.speakers[0].name : chat.title;
    this.tab = el("button", { type: "button", onclick: () => select(this.key) }, short);
    tabs.append(this.tab);
    this.stick();
  }

  find(selector) { return this.root.querySelector(selector); }

  do(name, more) { return act(name, this.key, this.speaker, more); }

  build(chat) {
    this.find("h2").textContent = chat.title;
    const speakers = this.find(".speakers");
    speakers.hidden = chat.private;
    chat.speakers.forEach((person, number) => {
      const input = el("input", { type: "radio", name: `speaker-${chat.key}`, checked: number === 0 });
      input.onchange = () => { this.speaker = person.id; this.show(this.chat); };
      speakers.append(el("label", {}, input, person.name));
    });
    this.find("form.composer").onsubmit = (event) => { event.preventDefault(); this.send(); };
    this.area.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.send(); }
    };
    this.area.oninput = () => this.typed();
    this.find(".mention").onclick = () => this.fill(`@${bot.username} ${this.area.value}`);
    this.find(".reply button").onclick = () => this.quote(null);
    this.find(".start").onclick = () => this.do("start");
    this.root.querySelectorAll("[data-media]").forEach((button) => {
      button.onclick = () => { closeMenus(); this.send(button.dataset.media); };
    });
    this.root.querySelectorAll("[data-act]").forEach((button) => {
      button.onclick = () => { closeMenus(); this.action(button.dataset.act); };
    });
    this.on = {
      say: (text) => this.do("send", { text }),
      open: (url) => this.open(url),
      press: (message, button) => this.press(message, button),
      vote: (message, options) => this.do("vote", { message: message.id, options }),
      reply: (message) => { closeMenus(); this.quote(message); },
      edit: (message) => { closeMenus(); this.editing = message; this.fill(message.text); },
      remove: (message) => { closeMenus(); this.do("delete", { message: message.id }); },
    };
  }

  // Whoever looks at the newest message keeps seeing it when the room or a message changes size.
  stick() {
    this.low = true;
    this.list.onscroll = () => {
      this.low = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    };
    new ResizeObserver(() => this.toEnd()).observe(this.list);
    this.list.addEventListener("load", () => this.toEnd(), true);
  }

  toEnd() { if (this.low) this.list.scrollTop = this.list.scrollHeight; }

  show(chat) {
    this.chat = chat;
    this.find(".typing").textContent = chat.typing ? "aan het typen…" : "";
    this.find("[data-act=block]").textContent = chat.blocked ? "Deblokkeer de bot" : "Blokkeer de bot";
    this.find("[data-act=block]").hidden = !chat.private;
    this.find("[data-act=member]").textContent = chat.here ? "Haal de bot uit de groep" : "Zet de bot in de groep";
    this.find("[data-act=lead]").textContent = chat.leads ? "Maak de bot gewoon lid" : "Maak de bot beheerder";
    this.find("[data-act=member]").hidden = chat.private;
    this.find("[data-act=lead]").hidden = chat.private || !chat.here;
    const closed = this.find(".closed");
    closed.hidden = chat.here && !chat.blocked;
    closed.textContent = chat.blocked ? "U hebt de bot geblokkeerd." : "De bot zit niet in deze groep.";
    this.find(".start").hidden = chat.started && !chat.blocked;
    this.find(".composer").hidden = !chat.started || chat.blocked;
    this.commands(chat.commands);
    const last = chat.messages.at(-1);
    const low = this.low || last?.sender === this.speaker;
    this.list.replaceChildren(...chat.messages.map((message) => messageItem(message, this.speaker, this.on)));
    this.low = low;
    this.toEnd();
    if (last?.bot && last.force_reply && this.forced !== last.id) {
      this.forced = last.id;
      this.quote(last);
    }
  }

  commands(list) {
    this.find(".commands").hidden = !list.length;
    this.find(".commands .items").replaceChildren(...list.map((command) => el("button", {
      type: "button",
      onclick: () => { closeMenus(); this.do("send", { text: `/${command.command}` }); },
    }, `/${command.command} – ${command.description}`)));
  }

  fill(text) {
    this.area.value = text;
    this.area.focus();
    this.typed();
  }

  quote(message) {
    this.replyTo = message;
    this.find(".reply").hidden = !message;
    this.find(".reply span").textContent = message ? `Antwoord op: ${message.text.slice(0, 60) || "bericht"}` : "";
    if (message) this.area.focus();
  }

  // As in the app: text that begins with the name of the bot asks for inline results meanwhile.
  typed() {
    clearTimeout(this.asking);
    const start = `@${bot.username} `;
    const query = this.area.value.startsWith(start) ? this.area.value.slice(start.length) : "";
    this.results([]);
    if (query.trim()) this.asking = setTimeout(() => this.ask(query), 500);
  }

  async ask(query) {
    const answer = await this.do("inline", { query });
    if (answer && this.area.value.endsWith(query)) this.results(answer.results, query);
  }

  results(found, query) {
    const box = this.find(".results");
    box.hidden = !found.length;
    box.replaceChildren(...found.map((result) => el("button", {
      type: "button",
      onclick: () => { this.fill(""); this.do("choose", { result: result.id, query }); },
    }, el("b", {}, result.title), ` ${result.text}`)));
  }

  async send(media) {
    const text = this.area.value.trim();
    if (!text && !media) return;
    const editing = this.editing;
    const more = editing ? { message: editing.id, text } : { text, media, reply: this.replyTo?.id };
    this.area.value = "";
    this.typed();
    if (await this.do(editing ? "edit" : "send", more) === null) this.area.value = text;
    this.editing = null;
    this.quote(null);
  }

  async press(message, button) {
    if (button.url) return this.open(button.url);
    if (button.copy_text) return this.fill(button.copy_text.text);
    const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
    if (query !== undefined) return this.fill(`@${bot.username} ${query}`);
    const answer = await this.do("press", { message: message.id, data: button.callback_data });
    if (answer?.url) return this.open(answer.url);
    if (answer?.text) (answer.alert ? alarm : notice)(answer.text);
    return undefined;
  }

  async open(url) {
    if (!url.startsWith(`https://t.me/${bot.username}`)) {
      window.open(url, "_blank", "noreferrer");
      return;
    }
    const answer = await this.do("open", { url });
    if (answer?.chat) select(answer.chat);
  }

  async action(name) {
    if (name !== "link") {
      await this.do(name);
      return;
    }
    const given = window.prompt("Startlink of code", `https://t.me/${bot.username}?start=`);
    if (given) await this.open(given.includes("://") ? given : `https://t.me/${bot.username}?start=${given}`);
  }
}

function closeMenus(except) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
}

function select(key) {
  for (const view of views.values()) {
    view.root.classList.toggle("chosen", view.key === key);
    view.tab.setAttribute("aria-pressed", String(view.key === key));
  }
  const view = views.get(key);
  view.low = true;
  view.toEnd();
}

function show(state) {
  bot = state.bot;
  status.textContent = `@${bot.username} is ${state.online ? "verbonden" : "niet verbonden"}`;
  const violations = document.getElementById("violations");
  violations.hidden = !state.violations.length;
  violations.textContent = state.violations.join("\n");
  // A message with an open menu stays as it is until the menu closes.
  if (document.querySelector(".messages details[open]")) return;
  const first = !views.size;
  for (const chat of state.chats) {
    if (!views.has(chat.key)) views.set(chat.key, new ChatView(chat));
    views.get(chat.key).show(chat);
  }
  if (first) select(state.chats[0].key);
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
follow(show, () => { status.textContent = "Geen verbinding met de server"; });
