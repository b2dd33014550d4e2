// Makes the pages quicker; every one of them works without it.

const announcer = document.createElement("div");
announcer.className = "visually-hidden";
announcer.setAttribute("role", "status");
document.querySelector("main")?.append(announcer);

/** Say something to those who listen to the page rather than look at it. */
function announce(words) {
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = words; }, 50);
}

// ---- "/" goes to the search box; "How to search" has a switch for it.
const SLASH = "verbatim-slash-off";
const remembered = {
  read() { try { return localStorage.getItem(SLASH); } catch { return null; } },
  write(off) { try { off ? localStorage.setItem(SLASH, "1") : localStorage.removeItem(SLASH); } catch { /* a private window */ } },
};

function typing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || remembered.read()) return;
  const box = document.querySelector("main .search [name=q]") ?? document.querySelector(".search [name=q]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

const slash = document.querySelector("[data-slash]");
if (slash) {
  const show = () => {
    const on = !remembered.read();
    slash.setAttribute("aria-pressed", on);
    for (const key of document.querySelectorAll(".search kbd")) key.hidden = !on;
  };
  slash.hidden = false;
  slash.addEventListener("click", () => { remembered.write(!remembered.read()); show(); });
  show();
}

// ---- Copying, with a confirmation that is seen and announced.
async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("not copied");
}

for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  const label = button.dataset.label ??= button.textContent;
  try {
    await copy(button.dataset.copy);
    button.textContent = "Copied";
    announce(`Copied: ${label.replace(/^Copy /, "")}`);
  } catch {
    button.textContent = "Not copied";
    announce("It couldn’t be copied. Select the text and copy it yourself.");
  }
  button.focus();
  setTimeout(() => { button.textContent = label; }, 2500);
});

// ---- Filters without reloading: the address stays the truth, the results are replaced.
const live = () => document.querySelector("[data-live]");
let asked = 0;
const place = () => location.pathname + location.search;
let shown = place();

/** A link's fragment says what has the focus where the list isn't replaced, and is no part of its address. */
async function show(link, push = true) {
  const mine = ++asked;
  const address = link.split("#")[0];
  live().setAttribute("aria-busy", "true");
  let page;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch { /* the plain way still works */ }
  if (mine !== asked) return;
  const fresh = page?.querySelector("[data-live]");
  if (!fresh) { location.assign(link); return; }
  const { name, value, id, dataset } = document.activeElement ?? {};
  if (push) history.pushState({ live: true }, "", address);
  shown = place();
  document.title = page.title;
  live().replaceWith(fresh);
  refocus(fresh, { name, value, id, key: dataset?.key });
  announce(fresh.querySelector("[data-count]")?.textContent.trim() ?? "Results changed.");
}

/** What had the focus has it again; where that is gone, as a removed filter is, the count has it. */
function refocus(root, { name, value, id, key }) {
  const same = [...root.querySelectorAll("input, select, a, button")].find(
    (field) => (id && field.id === id) || (key && field.dataset.key === key)
      || (name && field.name === name && field.value === value));
  (same ?? root.querySelector("[data-count]"))?.focus({ preventScroll: true });
}

function addressOf(form) {
  const filled = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) filled.append(name, value);
  const query = filled.toString();
  return form.action.split(/[?#]/)[0] + (query ? `?${query}` : "");
}

if (live()) {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-filters]");
    if (form && /^(checkbox|radio|select-one|date)$/.test(event.target.type)) show(addressOf(form));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-filters]");
    if (!form) return;
    event.preventDefault();
    form.closest("[popover]:popover-open")?.hidePopover();
    show(addressOf(form));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.href);
    if (link.dataset.swap === "top") scrollTo(0, 0);
  });
  // Skipping to a part of the page changes the fragment alone.
  addEventListener("popstate", () => { if (place() !== shown) show(location.href, false); });
}

// ---- Suggestions under the search box: speakers by any of their names.
for (const form of document.querySelectorAll("form.search[data-suggest]")) suggest(form);

function suggest(form) {
  const box = form.querySelector("input");
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${Math.random().toString(36).slice(2)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) box.setAttribute(name, value);

  let timer;
  let current = -1;
  let last = "";
  const options = () => [...list.children];

  const close = () => {
    list.hidden = true;
    current = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (next) => {
    current = next;
    for (const [n, option] of options().entries()) option.setAttribute("aria-selected", String(n === current));
    const option = options()[current];
    if (option) { box.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
    else box.removeAttribute("aria-activedescendant");
  };
  const draw = (found) => {
    list.replaceChildren(...found.map((item, n) => {
      const option = document.createElement("li");
      const name = document.createElement("bdi");
      const more = document.createElement("span");
      name.textContent = item.name;
      more.textContent = item.description ?? "";
      more.className = "soft small";
      option.id = `${list.id}-${n}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = item.url;
      option.append(name, more);
      return option;
    }));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    announce(found.length ? `${found.length} suggestions` : "");
  };
  const ask = async () => {
    const words = box.value.trim();
    if (words === last) return;
    last = words;
    if ([...words].length < 2) { close(); return; }
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", words);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { results } = await answer.json();
      if (words === box.value.trim()) { current = -1; draw(results ?? []); }
    } catch { /* searching still works */ }
  };

  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const count = options().length;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(current + 1 >= count ? -1 : current + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(current < 0 ? count - 1 : current - 1); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Enter" && current >= 0) { event.preventDefault(); location.assign(options()[current].dataset.url); }
  });
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) { event.preventDefault(); location.assign(option.dataset.url); }
  });
  box.addEventListener("blur", () => setTimeout(close, 100));
}

// ---- In an article, a note and its words light up together.
for (const note of document.querySelectorAll(".note[data-quote]")) {
  const named = note.dataset.quote.split(" ").map((number) => `mark[data-quotes~="${number}"]`).join();
  const marks = () => document.querySelectorAll(named);
  const light = (on) => () => {
    note.classList.toggle("is-lit", on);
    for (const mark of marks()) mark.classList.toggle("is-lit", on);
  };
  for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
    note.addEventListener(event, light(on));
  }
}
