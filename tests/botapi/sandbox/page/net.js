// Talking to the server, and notices about how it went.

const toast = document.getElementById("toast");
let timer;

export function notice(text) {
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { toast.hidden = true; }, 4000);
}

export function alarm(text) {
  document.getElementById("alert-text").textContent = text;
  document.getElementById("alert").showModal();
}

// Do something as a person in a chat. Returns the answer, or null after showing what went wrong.
export async function act(name, chat, person, more = {}) {
  const body = JSON.stringify({ act: name, chat, person, ...more });
  try {
    const answer = await fetch("/sandbox/act", { method: "POST", body });
    const result = await answer.json();
    if (answer.ok) return result;
    notice(result.trouble);
  } catch (error) {
    notice("Geen verbinding met de server.");
  }
  return null;
}

// Ask for the state for ever; the server answers when something changed.
export async function follow(show, lost) {
  let version = "";
  for (;;) {
    try {
      const answer = await fetch(`/sandbox/state?since=${version}`);
      const state = await answer.json();
      if (state.version !== version) show(state);
      version = state.version;
    } catch (error) {
      lost();
      version = "";
      await new Promise((done) => setTimeout(done, 1500));
    }
  }
}
