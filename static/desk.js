// The desk. Pages work without this; with it a quote costs a key.
// The record counts code points, a browser UTF-16 units: `points` and `units` convert.

document.documentElement.classList.add("scripted");
const desk = document.querySelector("[data-desk]");
const $ = (selector, root = desk) => root.querySelector(selector);
const $$ = (selector, root = desk) => [...root.querySelectorAll(selector)];

export const points = (text) => { let count = 0; for (const _ of text) count++; return count; };
export const units = (text, count) => { let at = 0; for (const sign of text) { if (count-- <= 0) break; at += sign.length; } return at; };

// ---- What was typed stays on this computer until it is saved ----
const memory = {
  get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; } },
  drop(key) { try { localStorage.removeItem(key); } catch { /* nothing is kept, then */ } },
  keys(start) { try { return Object.keys(localStorage).filter((key) => key.startsWith(start)); } catch { return []; } },
};
const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");

for (const form of document.querySelectorAll("form[data-kept]")) keepPlainForm(form);

function keepPlainForm(form) {
  const key = `desk/form/${form.dataset.kept}`;
  const written = fieldsOf(form).some(([, value]) => value.trim());
  if (!written) for (const [name, value] of memory.get(key) ?? []) if (form.elements[name]) form.elements[name].value = value;
  form.addEventListener("input", () => memory.set(key, fieldsOf(form)));
  // Kept until the next page shows that it arrived: the workspace forgets it.
}

// ---- Asking the server ----
class Refusal extends Error {}

async function ask(address, fields) {
  const headers = { "X-Requested-With": "desk" };
  const cookie = document.cookie.match(/csrftoken=([^;]+)/);
  if (fields && cookie) headers["X-CSRFToken"] = cookie[1]; // read anew: signing in again changes it
  let answer;
  try {
    answer = await fetch(address, fields ? { method: "POST", headers, body: new URLSearchParams(fields) } : { headers });
  } catch {
    throw new Refusal("The server can’t be reached. What you entered is kept on this computer: try again in a moment.");
  }
  const plain = (answer.headers.get("content-type") ?? "").startsWith("text/plain");
  if (plain && !answer.ok) throw new Refusal(await answer.text());
  if (answer.ok || answer.status === 422 || answer.status === 409) return answer;
  if (answer.status === 403) throw new Refusal("You are signed out, or signed in anew. Open the desk in another tab and sign in, then do this again: everything you entered is kept here.");
  throw new Refusal(`The server couldn’t do this (${answer.status}). What you entered is kept on this computer: try again, or reload the page.`);
}

const fragment = (html) => { const box = document.createElement("template"); box.innerHTML = html; return box.content; };

if (desk) start();

function start() {
  const text = $(".desk-text"), list = $(".cards"), toolbar = $(".marking"), sheet = $(".sheet");
  const paragraphs = $$("[data-start]", text).map((node) => {
    const start = Number(node.dataset.start), words = node.textContent;
    return { node, start, words, end: start + points(words), drawn: null };
  });
  const sentences = JSON.parse(document.getElementById("desk-units").textContent);
  const prefix = `desk/${desk.dataset.user}/${desk.dataset.capture}/`;
  let open = null, marking = null, cursor = 0, asked = 0, shownAs = "";
  const setAside = [];
  memory.drop("desk/form/article");

  // ---- Places ----
  const read = (key) => key ? key.split(",").map((pair) => pair.split("-").map(Number)) : [];
  const write = (stretches) => stretches.map((pair) => pair.join("-")).join(",");
  const cards = () => $$(".card", list);
  const stretches = (card) => read(card.dataset.stretches);
  const isProposal = (card) => ["sure", "unsure"].includes(card.dataset.state);
  const say = (sentence) => { $(".desk-status").textContent = sentence; };

  function wordsAt([start, end]) {
    return paragraphs.filter((p) => p.start < end && p.end > start).map((p) =>
      p.words.slice(units(p.words, start - p.start), units(p.words, end - p.start))).join(" ");
  }

  function offsetOf(node, within) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const paragraph = paragraphs.find((p) => p.node.contains(element));
    if (!paragraph) return null;
    const range = document.createRange();
    range.setStart(paragraph.node, 0);
    range.setEnd(node, within);
    return paragraph.start + points(range.toString());
  }

  // ---- Drawing the marks ----
  function paint() {
    const pieces = [];
    for (const card of cards()) {
      if (card.dataset.state === "withdrawn") continue;
      for (const [start, end] of stretches(card)) pieces.push({ start, end, key: card.dataset.key, name: `m--${card.dataset.state}${card === open ? " m--open" : ""}` });
    }
    for (const [start, end] of marking?.done ?? []) pieces.push({ start, end, name: "m--done" });
    if (marking?.span && !marking.native) pieces.push({ start: marking.span[0], end: marking.span[1], name: "m--now" });
    for (const p of paragraphs) draw(p, pieces.filter((piece) => piece.start < p.end && piece.end > p.start));
  }

  function draw(p, pieces) {
    const drawn = JSON.stringify(pieces);
    if (drawn === p.drawn) return;
    p.drawn = drawn;
    const cuts = new Set([p.start, p.end]);
    for (const piece of pieces) { cuts.add(Math.max(p.start, piece.start)); cuts.add(Math.min(p.end, piece.end)); }
    const places = [...cuts].sort((a, b) => a - b);
    const nodes = places.slice(1).map((end, index) => {
      const over = pieces.filter((piece) => piece.start <= places[index] && piece.end >= end);
      const words = p.words.slice(units(p.words, places[index] - p.start), units(p.words, end - p.start));
      if (!over.length) return document.createTextNode(words);
      const mark = document.createElement("mark");
      mark.className = `m ${over.map((piece) => piece.name).join(" ")}`;
      mark.dataset.keys = over.filter((piece) => piece.key).map((piece) => piece.key).join(" ");
      mark.textContent = words;
      return mark;
    });
    p.node.replaceChildren(...nodes);
  }

  // ---- Cards and their forms ----
  const keptKey = (card) => prefix + card.dataset.key;
  const formOf = (card) => card && $(".quote-form", card);

  async function openCard(card) {
    if (!card?.dataset.form) return;
    if (open && open !== card) shut();
    open = card;
    card.classList.add("card--open");
    paint();
    showPlace();
    const kept = memory.get(keptKey(card)), mine = ++asked;
    try {
      const answer = kept ? await ask(kept.address, [...kept.fields, ["redraw", "1"]]) : await ask(card.dataset.form);
      if (mine !== asked) return;
      place(card, await answer.text());
      if (kept) say("What you had entered here is back; it isn’t saved yet.");
    } catch (refusal) { tell(card, refusal); }
  }

  function place(card, html) {
    $(".card-form", card).replaceChildren(fragment(html));
    const form = formOf(card);
    if (form) aim(form);
  }

  function aim(form) {
    const wrong = $(".field--wrong input, .field--wrong textarea", form) ?? ($(".wrong", form) && $(".form-errors", form));
    const target = wrong ?? (form.hasAttribute("data-settled") ? $("[name=save]:not([hidden])", form) : $(".who input", form));
    target?.focus({ preventScroll: true });
    if (wrong) wrong.scrollIntoView({ block: "nearest" }); else form.closest(".card").scrollIntoView({ block: "start" });
  }

  function shut() {
    if (!open) return;
    open.classList.remove("card--open");
    $(".card-form", open).replaceChildren();
    if (open.dataset.state === "new" && !memory.get(keptKey(open))) open.remove();
    open = null;
    asked++;
    paint();
  }

  function showPlace() {
    const mark = $(".m--open", text);
    if (mark && getComputedStyle(text).overflowY === "auto") mark.scrollIntoView({ block: "nearest" });
  }

  function tell(card, refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const status = $(".form-status", card);
    if (status) { status.textContent = refusal.message; status.classList.add("wrong"); $("[name=save]:not([hidden])", card)?.focus(); }
    say(refusal.message);
  }

  function keep(form) {
    const card = form.closest(".card");
    const held = memory.set(keptKey(card), { address: form.getAttribute("action"), fields: fieldsOf(form), stretches: card.dataset.stretches });
    if (!held) say("This browser keeps nothing: save before you leave the page.");
  }

  async function redraw(form, button = ["redraw", "1"]) {
    const card = form.closest(".card");
    try {
      const answer = await ask(form.getAttribute("action"), [...fieldsOf(form), button]);
      place(card, await answer.text());
      const again = formOf(card);
      card.dataset.stretches = again.elements.segments.value;
      paint();
      keep(again);
    } catch (refusal) { tell(card, refusal); }
  }

  // Names and the sentence are looked up while one types; what has the focus is left alone.
  async function refresh(form) {
    const mine = (form.asked = (form.asked ?? 0) + 1);
    let answer;
    try { answer = await ask(form.getAttribute("action"), [...fieldsOf(form), ["redraw", "1"]]); } catch { return; }
    const fresh = fragment(await answer.text());
    if (mine !== form.asked || !form.isConnected) return;
    $(".form-sentence", form).textContent = $(".form-sentence", fresh).textContent;
    for (const [index, who] of $$(".who", form).entries()) {
      const focused = who.contains(document.activeElement) ? document.activeElement.value : null;
      const other = $$(".who", fresh)[index];
      if (!other) continue;
      who.replaceChildren(...other.childNodes);
      if (focused !== null) $$("input", who).find((input) => input.value === focused)?.focus();
    }
    settle(form);
  }

  // Somebody says it, or is known to be unnamed; a form without that asks before it saves.
  function settle(form) {
    form.toggleAttribute("data-settled", $$("[data-voice] .who input[type=radio]:checked", form).some((input) => input.value));
  }

  async function save(form) {
    if (form.busy) return;
    const card = form.closest(".card");
    form.busy = true;
    keep(form);
    try {
      const answer = await ask(form.getAttribute("action"), [...fieldsOf(form), ["save", "1"]]);
      if (answer.status === 201) saved(card, await answer.json());
      else { place(card, await answer.text()); keep(formOf(card)); }
    } catch (refusal) { tell(card, refusal); }
    form.busy = false;
  }

  function saved(card, answer) {
    memory.drop(keptKey(card));
    const marked = card.dataset.state === "new" && card.dataset.keyboard, end = stretches(card).at(-1)[1];
    const following = cards().slice(cards().indexOf(card) + 1);
    card.replaceWith(fragment(answer.card));
    for (const other of cards()) if (isProposal(other) && !answer.waiting.includes(other.dataset.key)) other.remove();
    open = null;
    cursor = end;
    $(".drafts").textContent = answer.drafts;
    say("Saved as a draft.");
    paint();
    if (marked) return markFrom(end);
    const next = following.find((other) => other.isConnected && isProposal(other)) ?? cards().find(isProposal);
    if (next) return openCard(next);
    say("Saved. Every proposal is decided.");
    $(`#card-${CSS.escape(answer.key)} .card-open`)?.focus();
  }

  async function dismiss(card, undo) {
    if (!card || (!undo && !isProposal(card))) return say("Only a proposal can be set aside.");
    const next = cards()[cards().indexOf(card) + 1];
    try { await ask(desk.dataset.dismiss, [["segments", card.dataset.key], ...(undo ? [["undo", "1"]] : [])]); }
    catch (refusal) { return tell(card, refusal); }
    if (undo) { insert(card); return openCard(card); }
    shut();
    card.remove();
    memory.drop(keptKey(card));
    setAside.push(card);
    paint();
    say("Set aside as no quote. z takes it back.");
    if (next) openCard(next);
  }

  function insert(card) {
    const at = stretches(card)[0][0];
    const after = cards().find((other) => (stretches(other)[0]?.[0] ?? 0) > at);
    list.insertBefore(card, after ?? null);
    $(".desk-cards .none")?.remove();
  }

  function newCard(key, keyboard) {
    const card = fragment('<li class="card card--new"><div class="card-face"><p class="card-words" dir="auto"></p><p class="card-foot"><span class="chip">Not saved yet</span> <a class="card-open" href="#">Open</a> <button type="button" class="link" data-does="discard">Discard</button></p></div><div class="card-form"></div></li>').firstChild;
    Object.assign(card.dataset, { key, state: "new", stretches: key, form: `${desk.dataset.add}?segments=${key}` });
    if (keyboard) card.dataset.keyboard = "1";
    card.id = `card-${key}`;
    $(".card-words", card).textContent = read(key).map(wordsAt).join(" […] ");
    insert(card);
    return card;
  }

  const step = (by) => {
    const all = cards().filter((card) => card.dataset.form);
    const at = open ? all.indexOf(open) + by : by > 0 ? 0 : all.length - 1;
    if (all[at]) openCard(all[at]); else say(by > 0 ? "That was the last quote." : "That was the first quote.");
  };

  // ---- Marking ----
  let words = null;
  function wordEdges() {
    if (words) return words;
    words = [];
    const cutter = new Intl.Segmenter(text.lang || undefined, { granularity: "word" });
    for (const p of paragraphs) {
      let at = p.start;
      for (const { segment, isWordLike } of cutter.segment(p.words)) {
        const next = at + points(segment);
        if (isWordLike) words.push([at, next]);
        at = next;
      }
    }
    return words;
  }

  function markFrom(place) {
    shut();
    const taken = cards().filter((card) => !isProposal(card)).flatMap(stretches);
    const free = ([start, end]) => !taken.some((other) => start < other[1] && end > other[0]);
    let index = sentences.findIndex((unit) => unit[0][1] > place && unit.some((span, option) => option && span[0] >= place && free(span)));
    if (index < 0) index = sentences.findIndex((unit) => unit[0][1] > place);
    marking = { done: [], free };
    atSentence(index < 0 ? sentences.length - 1 : index, place);
    text.focus({ preventScroll: true });
  }

  function atSentence(index, place = 0) {
    const unit = sentences[index];
    if (!unit) return say(index < 0 ? "That is the first sentence." : "That is the last sentence.");
    marking.native = false;
    marking.sentence = index;
    const likely = unit.findIndex((span, option) => option && span[0] >= place && marking.free(span));
    marking.option = Math.max(0, likely);
    select(unit[marking.option]);
  }

  function select(span) {
    marking.span = span;
    paint();
    show();
    $(".m--now", text)?.scrollIntoView({ block: "nearest" });
  }

  function show() {
    toolbar.hidden = !marking;
    if (!marking) return;
    $(".marking-words").textContent = [...marking.done, ...(marking.span ? [marking.span] : [])].map(wordsAt).join(" […] ");
    toolbar.classList.toggle("marking--native", Boolean(marking.native));
    toolbar.dataset.place = JSON.stringify([marking.sentence, marking.option ?? 0, ...(marking.span ?? [])]);
  }

  function move(edge, by) {
    if (!marking?.span) return;
    const [start, end] = marking.span, side = edge === "end" ? 1 : 0, here = side ? end : start;
    const edges = wordEdges().map((word) => word[side]);
    const next = by > 0 ? edges.find((place) => place > here) : edges.findLast((place) => place < here);
    const span = side ? [start, next ?? end] : [next ?? start, end];
    if (span[0] < span[1]) select(span);
  }

  const marks = {
    after: () => marking ? atSentence((marking.sentence ?? -1) + 1) : markFrom(cursor),
    before: () => marking && atSentence((marking.sentence ?? sentences.length) - 1),
    other: () => {
      const unit = sentences[marking?.sentence];
      if (unit) { marking.option = (marking.option + 1) % unit.length; select(unit[marking.option]); }
    },
    longer: () => move("end", 1), shorter: () => move("end", -1),
    later: () => move("start", 1), earlier: () => move("start", -1),
    another: () => {
      takeSelection();
      if (!marking?.span) return;
      marking.done.push(marking.span);
      marking.done.sort((a, b) => a[0] - b[0]);
      const unit = sentences[marking.sentence], end = marking.span[1];
      const next = unit?.findIndex((span, option) => option && span[0] >= end);
      getSelection().removeAllRanges();
      marking.native = false;
      if (next > 0) { marking.option = next; select(unit[next]); } else if (unit) atSentence(marking.sentence + 1, end);
      else { marking.span = null; paint(); show(); }
    },
    enter: () => {
      takeSelection();
      const spans = [...(marking?.done ?? []), ...(marking?.span ? [marking.span] : [])].sort((a, b) => a[0] - b[0]);
      if (!spans.length) return say("Mark some words first.");
      const keyboard = !marking.native, card = marking.card;
      cancel();
      if (card?.isConnected && formOf(card)) { formOf(card).elements.segments.value = write(spans); return redraw(formOf(card), ["redraw", "words"]); }
      openCard(newCard(write(spans), keyboard));
    },
    cancel: () => cancel(),
  };

  function cancel() {
    marking = null;
    getSelection().removeAllRanges();
    paint();
    show();
  }

  // Words selected with mouse or finger. Drawing would undo the selection, so only marks are unmarked.
  function takeSelection() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset), end = offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return;
    for (const mark of $$(".m--now", text)) mark.classList.remove("m--now");
    for (const p of paragraphs) if (p.drawn?.includes("m--now")) p.drawn = null;
    marking = { done: marking?.done ?? [], free: () => true, native: true, span: [start, end], card: marking?.card, sentence: sentences.findIndex((unit) => unit[0][1] > start) };
    show();
  }

  let selecting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(selecting);
    selecting = setTimeout(() => {
      takeSelection();
      const gone = getSelection().isCollapsed && !toolbar.contains(document.activeElement);
      if (gone && marking?.native && !marking.done.length) { marking = null; show(); }
    }, 120);
  });

  // ---- Keys and buttons ----
  const does = {
    ...marks,
    next: () => step(1), previous: () => step(-1),
    accept: () => formOf(open)?.requestSubmit(),
    dismiss: () => dismiss(open), undo: () => setAside.length ? dismiss(setAside.pop(), true) : say("Nothing was set aside on this page."),
    name: () => formOf(open)?.elements["party-0-name"]?.focus(), cue: () => formOf(open)?.elements.cue.focus(),
    mark: () => markFrom(open ? stretches(open)[0][0] : cursor),
    again: () => { if (!formOf(open)) return; const card = open; marking = { done: [], free: () => true, card }; atSentence(sentences.findIndex((unit) => unit[0][1] > stretches(card)[0][0])); text.focus({ preventScroll: true }); },
    help: () => sheet.showModal(),
  };
  const keys = { j: "next", k: "previous", x: "dismiss", z: "undo", n: "name", c: "cue", m: "mark", w: "again", "?": "help" };
  const markKeys = { ArrowDown: "after", ArrowUp: "before", s: "other", a: "another", Enter: "enter", Escape: "cancel" };
  const on = () => memory.get("desk/shortcuts") !== false;
  const box = $(".shortcuts-on");
  box.checked = on();
  box.addEventListener("change", () => { memory.set("desk/shortcuts", box.checked); show(); });

  function markKey(event) {
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const paragraph = paragraphs.find((p) => p.end > (marking.span?.[0] ?? 0));
      const forward = (event.key === "ArrowRight") === (getComputedStyle(paragraph.node).direction === "ltr");
      return () => move(event.shiftKey ? "start" : "end", forward ? 1 : -1);
    }
    return marks[markKeys[event.key]];
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target, writing = target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (sheet.open || event.altKey || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); return does.accept(); }
    if (event.ctrlKey || event.metaKey) return;
    if (writing) return whileWriting(event, target);
    if (!on()) return;
    const native = event.key === "Enter" && target.matches("button, a, summary");
    let action = marking && !native ? markKey(event) : null;
    if (!action && !marking) action = does[keys[event.key]] ?? digit(event.key) ?? (event.key === "Enter" && !native && open ? does.accept : null);
    if (!action) return;
    event.preventDefault();
    action();
  });

  function whileWriting(event, target) {
    const form = target.closest(".quote-form");
    if (!form) return;
    if (event.key === "Enter" && target.matches("input")) { event.preventDefault(); form.requestSubmit(); }
    if (event.key === "Escape") { event.preventDefault(); $("[name=save]:not([hidden])", form).focus(); }
    if (event.key === "ArrowDown" && target.name.endsWith("-name")) { event.preventDefault(); choose($(".who input", target.closest(".party-fields"))); }
  }

  function digit(key) {
    const choice = /^[1-9]$/.test(key) && formOf(open) && $$(".party-fields:first-of-type .who input[type=radio]", open)[key - 1];
    return choice ? () => choose(choice) : null;
  }

  function choose(input) {
    if (!input) return;
    input.checked = true;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    const form = input.form, name = form.elements[input.name.replace("-who", "-name")];
    if (["new", "document"].includes(input.value) && !name.value) name.focus();
    else $("[name=save]:not([hidden])", form).focus();
  }

  desk.addEventListener("click", (event) => {
    const button = event.target.closest("[data-does]");
    if (button) {
      if (sheet.open && button.dataset.does !== "help") sheet.close();
      if (button.dataset.does === "discard") { const card = button.closest(".card"); memory.drop(keptKey(card)); if (card === open) shut(); card.remove(); return paint(); }
      return does[button.dataset.does]();
    }
    const opener = event.target.closest(".card-open");
    if (opener && !event.ctrlKey && !event.metaKey) { event.preventDefault(); const card = opener.closest(".card"); return card === open ? shut() : openCard(card); }
    const mark = event.target.closest(".m[data-keys]");
    if (mark && getSelection().isCollapsed && !marking) {
      const card = cards().find((other) => mark.dataset.keys.split(" ").includes(other.dataset.key));
      if (card && card !== open) openCard(card);
    }
  });

  list.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target, button = event.submitter;
    if (button?.name === "dismiss") return dismiss(form.closest(".card"));
    if (button && button.name !== "save") return redraw(form, [button.name, button.value]);
    const name = document.activeElement?.name ?? "";
    if (!form.hasAttribute("data-settled") && !form.warned) {
      if (name.endsWith("-name") && document.activeElement.value) return choose($(".who input", document.activeElement.closest(".party-fields")));
      form.warned = true;
      $(".form-status", form).textContent = "The voice is still open. Choose who says it, or save again to leave it open.";
      return $(".who input", form)?.focus();
    }
    save(form);
  });

  let typing;
  list.addEventListener("input", (event) => {
    const form = event.target.closest(".quote-form");
    if (!form) return;
    keep(form);
    clearTimeout(typing);
    typing = setTimeout(() => refresh(form), 250);
  });
  list.addEventListener("change", (event) => {
    const form = event.target.closest(".quote-form");
    if (!form) return;
    settle(form);
    keep(form);
    clearTimeout(typing);
    typing = setTimeout(() => refresh(form), 0);
  });

  // ---- What an earlier visit left unsaved ----
  for (const key of memory.keys(prefix)) {
    const held = cards().find((card) => keptKey(card) === key);
    if (held) $(".card-foot", held).prepend(Object.assign(document.createElement("span"), { className: "chip chip--kept", textContent: "Not saved yet" }));
    else if (/^\d+-\d+(,\d+-\d+)*$/.test(key.slice(prefix.length))) newCard(key.slice(prefix.length));
  }
  paint();
  const first = location.hash.startsWith("#card-") ? document.getElementById(location.hash.slice(1)) : cards().find(isProposal);
  if (first && isProposal(first) && (location.hash || matchMedia("(min-width: 62rem)").matches)) openCard(first);
}
