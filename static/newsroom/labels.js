// Labels for what Django's admin leaves unlabelled: fields in rows, autocompletes, date and time.

const named = (field) =>
  field.labels?.length || field.getAttribute("aria-label") || field.getAttribute("aria-labelledby");

function name(field, words) {
  if (words && !named(field)) field.setAttribute("aria-label", words.trim());
}

/** The words over a field: its column's heading, or the label of its row. */
function heading(field) {
  const cell = field.closest("td");
  if (cell) {
    const head = cell.closest("table")?.tHead?.rows[0]?.cells;
    // Headings may span over the hidden first cell, so count from the end.
    const at = [...cell.parentElement.cells].reverse().indexOf(cell);
    return head && head[head.length - 1 - at]?.textContent.replace(/\s+/g, " ");
  }
  return field.closest(".form-row, .flex-container, fieldset")?.querySelector("label, legend")?.textContent.replace(/:\s*$/, "");
}

function addLabels(root) {
  for (const field of root.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const part = field.matches(".vDateField") ? ", date" : field.matches(".vTimeField") ? ", time" : "";
    if (field.id === "searchbar") field.setAttribute("aria-label", "Search this list");
    else if (field.matches(".action-select")) name(field, "Select this row");
    else if (field.name.endsWith("-DELETE")) name(field, "Delete this row");
    else if (field.matches(".select2-search__field")) name(field, "Search");
    else if (!named(field) || field.matches("[aria-describedby]")) name(field, `${heading(field) ?? ""}${part}`);
  }
  for (const box of root.querySelectorAll(".select2-selection")) {
    const select = box.closest(".select2")?.previousElementSibling;
    const words = (select?.labels?.[0]?.textContent || select?.getAttribute("aria-label") || "Choose").replace(/:\s*$/, "");
    box.setAttribute("aria-label", words);
    box.removeAttribute("aria-labelledby");
    const shown = box.querySelector(".select2-selection__rendered");
    if (shown?.tagName === "UL") { shown.setAttribute("role", "group"); shown.setAttribute("aria-label", words); }
    else { shown?.removeAttribute("role"); shown?.removeAttribute("aria-readonly"); }
    for (const item of box.querySelectorAll("ul > li")) item.setAttribute("role", "none");
  }
  for (const cell of root.querySelectorAll("thead th")) {
    if (cell.textContent.trim() || cell.querySelector("input, img")) continue;
    const words = document.createElement("span");
    words.className = "visually-hidden";
    words.textContent = cell.matches(".original") ? "Row" : "More";
    cell.append(words);
  }
  for (const link of root.querySelectorAll("#changelist-filter a")) {
    if (!link.textContent.trim()) link.textContent = "Not recorded";
  }
  for (const box of root.querySelectorAll(".source-text:not([tabindex])")) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "The source’s words");
  }
}

// Autocompletes and added rows arrive after the page, and are labelled before anything else runs.
// Labels are attributes, which aren't watched; text is added to a heading or a link only once.
new MutationObserver(() => addLabels(document)).observe(document.body, { childList: true, subtree: true });
addLabels(document);
