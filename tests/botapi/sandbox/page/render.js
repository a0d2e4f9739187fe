// Messages as elements. Text of a bot only ever becomes text nodes; links only http(s).

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};
const LINKS = new Set(["text_link", "url", "bot_command", "mention", "hashtag", "email"]);

export function el(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function entityElement(entity, piece, on) {
  if (entity.type === "text_link" || entity.type === "url") {
    const href = entity.url || (piece.includes("://") ? piece : `https://${piece}`);
    return link(href, on);
  }
  if (entity.type === "bot_command") {
    return el("button", { type: "button", className: "inline", onclick: () => on.say(piece) });
  }
  if (LINKS.has(entity.type) || entity.type === "text_mention") return el("span", { className: "found" });
  const made = el(TAGS[entity.type] || "span");
  if (entity.type === "spoiler") made.className = "spoiler";
  return made;
}

function link(href, on) {
  let target;
  try { target = new URL(href); } catch (error) { return el("span"); }
  if (!["http:", "https:"].includes(target.protocol)) return el("span");
  const made = el("a", { href: target.href, target: "_blank", rel: "noreferrer noopener" });
  if (target.hostname === "t.me") {
    made.onclick = (event) => { event.preventDefault(); on.open(target.href); };
  }
  return made;
}

// Text with its entities; offsets are UTF-16 units, which is what JavaScript counts too.
export function richText(text, entities, on, from = 0, to = text.length) {
  const made = document.createDocumentFragment();
  let at = from;
  const inside = entities.filter((e) => e.offset >= from && e.offset + e.length <= to);
  for (let i = 0; i < inside.length; i += 1) {
    const entity = inside[i];
    if (entity.offset < at) continue;
    const end = entity.offset + entity.length;
    made.append(text.slice(at, entity.offset));
    const child = entityElement(entity, text.slice(entity.offset, end), on);
    child.append(richText(text, inside.slice(i + 1).filter((e) => e.offset < end), on, entity.offset, end));
    made.append(child);
    at = end;
  }
  made.append(text.slice(at, to));
  return made;
}

function media(given) {
  const where = `/sandbox/file/${given.file}`;
  if (given.kind === "photo") return el("img", { src: where, alt: "Foto", className: "photo" });
  if (given.kind === "sticker") return el("p", { className: "sticker", ariaLabel: "Sticker" }, "🙂");
  if (given.kind === "voice") return el("p", {}, "🎤 Spraakbericht, 0:03");
  if (given.kind === "location") return el("p", {}, "📍 Locatie");
  if (given.kind === "contact") return el("p", {}, `👤 ${given.name}`);
  return el("a", { href: where, className: "file", download: given.name }, `📄 ${given.name}`);
}

function poll(message, speaker, on) {
  const given = message.poll;
  const mine = given.votes[speaker];
  const total = given.options.reduce((sum, option) => sum + option.count, 0);
  const known = mine !== undefined || given.closed;
  const kind = given.quiz ? "Quiz" : "Peiling";
  const box = el("fieldset", { className: "poll" }, el("legend", {}, given.question));
  box.append(el("p", { className: "small" }, `${given.anonymous ? "Anonieme " : ""}${kind}${given.closed ? ", gesloten" : ""}`));
  given.options.forEach((option, number) => {
    const marks = !known ? "" : (given.quiz && given.correct.includes(number) ? " ✓" : "") + (mine?.includes(number) ? " (uw stem)" : "");
    const counted = known ? `${option.text}${marks}: ${option.count}` : option.text;
    const input = el("input", { type: given.multiple ? "checkbox" : "radio", name: `poll-${message.id}`, value: number });
    input.disabled = given.closed || (mine !== undefined && !given.revoting);
    input.checked = Boolean(mine?.includes(number));
    if (!given.multiple) input.onchange = () => on.vote(message, [number]);
    box.append(el("label", {}, input, counted));
  });
  if (given.multiple && !given.closed) {
    const vote = () => on.vote(message, [...box.querySelectorAll("input:checked")].map((i) => Number(i.value)));
    box.append(el("button", { type: "button", onclick: vote }, "Stem"));
  }
  if (known && given.explanation) box.append(el("p", { className: "small" }, `💡 ${given.explanation}`));
  box.append(el("p", { className: "small" }, total === 1 ? "1 stem" : `${total} stemmen`));
  return box;
}

function keyboard(message, on) {
  const rows = message.keyboard.map((row) => el("div", { className: "row" }, ...row.map((button) => {
    const pressed = async () => {
      made.disabled = true;
      await on.press(message, button);
      made.disabled = false;
    };
    const made = el("button", { type: "button", onclick: pressed }, button.url ? `${button.text} ↗` : button.text);
    return made;
  })));
  return el("div", { className: "keyboard" }, ...rows);
}

function menu(message, speaker, on) {
  const items = [el("button", { type: "button", onclick: () => on.reply(message) }, "Antwoord")];
  if (message.sender === speaker && !message.via) {
    if (message.text) items.push(el("button", { type: "button", onclick: () => on.edit(message) }, "Bewerk"));
  }
  items.push(el("button", { type: "button", onclick: () => on.remove(message) }, "Verwijder"));
  const summary = el("summary", { ariaLabel: "Bericht" }, "⋯");
  return el("details", { className: "menu" }, summary, el("div", { className: "items" }, ...items));
}

export function messageItem(message, speaker, on) {
  if (message.event) return el("li", { className: "event" }, message.event);
  const mine = message.sender === speaker;
  const box = el("div", { className: "bubble" });
  const via = message.via ? ` via @${message.via}` : "";
  const flags = `${message.forwarded ? " · doorgestuurd" : ""}${message.protected ? " · 🔒" : ""}`;
  box.append(el("p", { className: "who" }, `${message.who}${via}${flags}`));
  if (message.reply) box.append(el("p", { className: "quoted" }, message.reply.text));
  if (message.media) box.append(media(message.media));
  if (message.poll) box.append(poll(message, speaker, on));
  if (message.text) box.append(el("div", { className: "text" }, richText(message.text, message.entities, on)));
  const at = new Date(message.time * 1000).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  box.append(el("p", { className: "small time" }, message.edited ? `bewerkt ${at}` : at), menu(message, speaker, on));
  const item = el("li", { className: mine ? "mine" : "theirs" }, box);
  if (message.keyboard.length) item.append(keyboard(message, on));
  return item;
}
