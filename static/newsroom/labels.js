// A list to choose from by typing stands in for the select that a label names: name it likewise.
function name(list) {
  const select = list.closest(".select2-container")?.previousElementSibling;
  const label =
    select?.getAttribute("aria-label") ||
    document.querySelector(`label[for="${CSS.escape(select?.id ?? "")}"]`)?.textContent.trim();
  if (!label) return;
  for (const part of [list, ...list.querySelectorAll("[role=textbox], .select2-search__field")]) {
    part.removeAttribute("aria-labelledby");
    part.setAttribute("aria-label", label);
  }
}

function nameAll() {
  document.querySelectorAll(".select2-selection").forEach(name);
}

// The lists are built when the page has long been read, and again for each added row.
nameAll();
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
