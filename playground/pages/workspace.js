"use strict";
// Fills the frame with what stands in the workspace, and tells the workspace what a person does.

const get = (id) => document.getElementById(id);
const screen_ = get("screen"), words = get("words"), trouble = get("trouble"), modals = get("modals");
const places = [...document.querySelectorAll("[data-place]")];
const marks = new Map();
let thread = null, looking = null, fingerprint = "", opener = null, turn = 0;

const person = () => get("person").value;
const place = () => {
  const asked = decodeURIComponent(location.hash.slice(2)); // after "#/"
  return places.some((each) => each.dataset.place === asked) ? asked : places[0].dataset.place;
};

// --- what is seen -----------------------------------------------------------------------------

async function look() {
  const mine = ++turn;
  let wait = 250;
  while (mine === turn) {
    looking = new AbortController();
    const query = new URLSearchParams({ user: person(), place: place(), seen: fingerprint });
    try {
      const answer = await fetch(`/screen?${query}`, { signal: looking.signal });
      if (mine !== turn) return;
      if (answer.status === 200) show(await answer.json());
      else if (answer.status !== 204) throw new Error(String(answer.status));
      wait = 250;
    } catch (error) {
      if (error.name === "AbortError") return;
      tell("The playground does not answer. Is it still running?");
      await new Promise((after) => setTimeout(after, wait));
      wait = Math.min(wait * 2, 5000);
    }
  }
}

function show(seen) {
  const atEnd = screen_.scrollHeight - screen_.scrollTop - screen_.clientHeight < 80;
  const first = fingerprint === "";
  fingerprint = seen.fingerprint;
  const known = new Map([...screen_.children].map((each) => [each.dataset.piece, each]));
  let before = null;
  for (const piece of seen.pieces) {
    let held = known.get(piece.id);
    if (!held || marks.get(piece.id) !== piece.mark) {
      const fresh = made(piece.html);
      fresh.dataset.piece = piece.id;
      keepingFocus(held, fresh, () => (held ? held.replaceWith(fresh) : undefined));
      held = fresh;
      marks.set(piece.id, piece.mark);
    }
    known.delete(piece.id);
    const next = before ? before.nextSibling : screen_.firstChild;
    if (next !== held) screen_.insertBefore(held, next);
    before = held;
  }
  known.forEach((gone) => gone.remove());
  if (!seen.pieces.length) screen_.replaceChildren(made('<p class="empty">Nothing here yet.</p>'));
  screen_.setAttribute("aria-busy", "false");
  if (first || atEnd) toNewest();
  showPrompts(seen.prompts);
  showModal(seen.modal);
}

// To the end, but never past the beginning of the newest message.
function toNewest() {
  if (place() === "home") { screen_.scrollTop = 0; return; }
  screen_.scrollTop = screen_.scrollHeight;
  const all = [...screen_.querySelectorAll(".message")];
  if (!all.length) return;
  const newest = all.reduce((one, other) => (Number(other.dataset.ts) > Number(one.dataset.ts) ? other : one));
  const above = newest.getBoundingClientRect().top - screen_.getBoundingClientRect().top;
  if (above < 0) screen_.scrollTop += above - 8;
}

function made(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

function keepingFocus(held, fresh, change) {
  const focused = held && held.contains(document.activeElement) ? document.activeElement : null;
  const key = focused && ["data-block", "data-action", "data-value", "data-reply", "id"]
    .filter((name) => focused.hasAttribute(name))
    .map((name) => `[${name}="${CSS.escape(focused.getAttribute(name))}"]`).join("");
  change();
  if (key) (fresh.querySelector(key) || words).focus({ preventScroll: true });
}

function showPrompts(prompts) {
  const key = JSON.stringify(prompts);
  const box = get("prompts");
  if (box.dataset.key === key) return;
  box.dataset.key = key;
  box.replaceChildren(...prompts.map((prompt) => {
    const button = made('<button type="button" class="button"></button>');
    button.textContent = prompt.title;
    button.dataset.say = prompt.message;
    return button;
  }));
}

function showModal(modal) {
  const held = modals.firstElementChild;
  if (!modal) {
    if (!held) return;
    held.close();
    held.remove();
    const back = opener && document.contains(opener) ? opener : again(opener) || words;
    back.focus();
    return;
  }
  if (held && held.id === modal.id && held.dataset.mark === modal.mark) return;
  const fresh = made(modal.html);
  fresh.dataset.mark = modal.mark;
  const same = held && held.id === modal.id;
  if (same) keepValues(held, fresh);
  else if (!held) opener = document.activeElement;
  keepingFocus(same ? held : null, fresh, () => {
    if (held) { held.close(); held.remove(); }
    modals.append(fresh);
    fresh.showModal();
    const first = ["[aria-invalid]", "[autofocus]", "input, textarea, select", "h2"]
      .map((each) => fresh.querySelector(each)).find(Boolean);
    (first.matches(".ticks") ? first.querySelector("input") : first).focus();
  });
}

// A piece that was drawn again has a new button in the place of the one that opened a form.
function again(element) {
  if (!element || !element.dataset.act) return null;
  const { block, action, value } = element.dataset;
  return [...screen_.querySelectorAll("[data-act]")].find((each) =>
    each.dataset.block === block && each.dataset.action === action && each.dataset.value === value);
}

function keepValues(held, fresh) {
  for (const was of held.querySelectorAll("input, textarea, select")) {
    const now = was.id && fresh.querySelector(`#${CSS.escape(was.id)}`);
    if (!now || now.tagName !== was.tagName) continue;
    if (was.type === "radio" || was.type === "checkbox") now.checked = was.checked;
    else if (now.value === now.defaultValue || now.tagName === "SELECT") now.value = was.value;
  }
}

function tell(sentence) { trouble.textContent = sentence; }

function arrive() {
  const here = places.find((each) => each.dataset.place === place());
  places.forEach((each) => each.toggleAttribute("aria-current", each === here));
  here.setAttribute("aria-current", "page");
  get("where").textContent = here.textContent;
  document.title = `${here.textContent}: playground`;
  get("hint").textContent = here.dataset.hint;
  get("words-label").textContent = `Message to ${here.textContent}`;
  document.body.classList.toggle("at-home", place() === "home");
  leaveThread();
  tell("");
  fingerprint = "";
  marks.clear();
  screen_.replaceChildren();
  if (looking) looking.abort();
  look();
  ask("open", {});
}

// --- what is done -----------------------------------------------------------------------------

async function ask(what, given, button) {
  if (button && button.getAttribute("aria-disabled") === "true") return false;
  if (button) button.setAttribute("aria-disabled", "true");
  tell("");
  try {
    const answer = await fetch("/do", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: person(), place: place(), what, given }),
    });
    if (answer.ok) return true;
    tell((await answer.json()).sentence);
  } catch {
    tell("The playground does not answer. Is it still running?");
  } finally {
    if (button) button.removeAttribute("aria-disabled");
  }
  return false;
}

function valueOf(control) {
  const kind = control.dataset.act;
  if (kind === "radio_buttons") return (control.querySelector(":checked") || { value: null }).value;
  if (kind === "checkboxes") return [...control.querySelectorAll(":checked")].map((e) => e.value);
  if (control.multiple) return [...control.selectedOptions].map((each) => each.value);
  return control.value === "" ? null : control.value;
}

const FIELD = "input[data-act], textarea[data-act], select[data-act], .ticks[data-act]";

function valuesIn(root) {
  const values = {};
  for (const control of root.querySelectorAll(FIELD)) values[control.dataset.block] = valueOf(control);
  return values;
}

function whereIs(control) {
  const dialog = control.closest("dialog");
  if (dialog) return { view: dialog.id, values: valuesIn(dialog) };
  if (control.closest(".home")) return { view: "home", values: valuesIn(screen_) };
  return { ts: control.closest("[data-ts]").dataset.ts };
}

function use(control, value) {
  if (control.dataset.confirm && !window.confirm(control.dataset.confirm)) return;
  const { block, action } = control.dataset;
  ask("act", { ...whereIs(control), block, action, value }, control);
}

async function say(text) {
  // Cleared at once, so that what is typed meanwhile is a message of its own.
  const typed = words.value === text;
  if (typed) words.value = "";
  words.focus();
  if (await ask("say", { text, thread })) toNewest();
  else if (typed && !words.value) words.value = text;
}

function leaveThread() {
  thread = null;
  get("in-thread").hidden = true;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { dataset } = button;
  if ("close" in dataset) shut(button.closest("dialog"));
  else if (dataset.act) { use(button, dataset.value ?? ""); button.closest("details")?.removeAttribute("open"); }
  else if (dataset.say) say(dataset.say);
  else if (dataset.shortcut) ask("shortcut", { callback: dataset.shortcut, ts: dataset.message }, button);
  else if (dataset.reply) {
    thread = dataset.reply;
    get("thread-of").textContent = `Replying in the thread of ${dataset.to}.`;
    get("in-thread").hidden = false;
    words.focus();
  } else if (button.id === "leave-thread") { leaveThread(); words.focus(); }
});

document.addEventListener("change", (event) => {
  const control = event.target.closest(FIELD);
  if (control && "immediate" in control.dataset) use(control, valueOf(control));
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const dialog = event.target.closest("dialog");
  if (!dialog) say(words.value);
  else ask("submit", { view: dialog.id, values: valuesIn(dialog) }, dialog.querySelector("[type=submit]"));
});

document.addEventListener("cancel", (event) => {
  if (event.target.matches("dialog.modal")) { event.preventDefault(); shut(event.target); }
}, true);

function shut(dialog) { ask("close", { view: dialog.id }); }

words.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    say(words.value);
  }
});

get("person").addEventListener("change", arrive);
window.addEventListener("hashchange", () => { arrive(); get("where").focus(); });
arrive();
