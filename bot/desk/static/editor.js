// The editor without waiting: checks and preview while typing, rows without a new page, a warning before leaving.
// Everything here also works without it, by the buttons of the form. All HTML comes from our own pages.
"use strict";
(() => {
  const form = document.querySelector("form.editor");
  const live = document.getElementById("live");
  if (!form || !live || form.querySelector("fieldset[disabled]")) return;
  const PAUSE_MS = 600; // after the last key, so that a sentence is checked and not a letter
  const AGAIN_MS = 10000; // after the desk said that it cannot follow
  const FIELD_MARK = /\[(algemeen|[A-Z]\d{2,3})/;
  let dirty = document.getElementById("concept").dataset.unsaved === "ja";
  let leaving = false;
  let timer = 0;
  let running = null;

  const say = (key) => { live.textContent = key ? live.dataset[key] : ""; };
  const read = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");
  const send = (address, act, signal) => {
    const body = new URLSearchParams(new FormData(form));
    if (act) body.set("doe", act);
    return fetch(address, { method: "POST", body, signal, credentials: "same-origin", redirect: "error" });
  };

  const fill = (page) => {
    const side = page.getElementById("naast");
    if (side) document.getElementById("naast").replaceChildren(...side.childNodes);
    for (const slot of form.querySelectorAll(".slot")) {
      const news = page.getElementById(slot.id);
      const text = news ? news.innerHTML : "";
      if (slot.innerHTML !== text) slot.replaceChildren(...(news ? news.childNodes : []));
      const field = document.getElementById(slot.id.slice("fout-".length));
      if (field && field.matches("input, textarea, select")) {
        if (news && news.dataset.error) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    }
    for (const news of page.querySelectorAll("[id^=telling-], #teller-kort")) {
      const old = document.getElementById(news.id);
      if (old) old.textContent = news.textContent;
    }
  };

  const failed = (status) => {
    say(status === 401 || status === 403 ? "out" : "failed");
    if (status === 429) timer = setTimeout(check, AGAIN_MS);
  };

  const check = async () => {
    if (running) running.abort();
    running = new AbortController();
    const mine = running;
    say("busy");
    try {
      const response = await send(live.dataset.url, "", mine.signal);
      if (!response.ok) { failed(response.status); return; }
      if (response.status !== 204) fill(await read(response));
      say("done");
    } catch (error) {
      if (error.name !== "AbortError") failed(0);
    }
  };

  const soon = () => { clearTimeout(timer); timer = setTimeout(check, PAUSE_MS); };

  // A button of a row: the page comes back as without a script, and only the fields in it are put in place.
  const swap = async (button) => {
    const act = button.value;
    clearTimeout(timer);
    if (running) running.abort();
    let response;
    try {
      response = await send(form.action, act);
    } catch {
      response = null;
    }
    if (!response || !response.ok) {
      // As without a script, which also shows why it is not possible.
      leaving = true;
      form.requestSubmit(button);
      return;
    }
    const page = await read(response);
    for (const name of [".stack-cards", "#naast", "#vindt"]) {
      const news = page.querySelector(`form.editor ${name}`);
      const old = form.querySelector(name);
      if (news && old) old.replaceChildren(...news.childNodes);
    }
    const wanted = (button.getAttribute("formaction") || "").split("#")[1] || "";
    const target = form.querySelector("[autofocus]") || document.getElementById(wanted);
    if (target) {
      if (!target.matches("input, textarea, select, button, a")) target.tabIndex = -1;
      target.focus();
      target.scrollIntoView({ block: "nearest" });
    }
    say("done");
  };

  const ROWS = /^(erbij|weg|omhoog|omlaag|bron):|^(verwant|proberen)$/;

  form.addEventListener("input", (event) => {
    if (event.target.id === "q") return;
    dirty = true;
    if (event.target.matches(".sentence textarea") && FIELD_MARK.test(event.target.value)) {
      const view = form.querySelector("button[value=bekijken]");
      swap(view);
      return;
    }
    soon();
  });

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!leaving && button && ROWS.test(button.value)) {
      event.preventDefault();
      if (button.value !== "proberen") dirty = true;
      swap(button);
      return;
    }
    leaving = true;
  });

  // Enter in a question tries it, and in a related entry adds it; anywhere else on one line it only checks.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input[type=text], input[type=date]")) return;
    event.preventDefault();
    const act = { q: "proberen", verwant_erbij: "verwant" }[event.target.id];
    if (act) swap(form.querySelector(`button[value=${act}]`));
    else check();
  });

  window.addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });
  window.addEventListener("pageshow", () => { leaving = false; });
})();
