// Leads: the pane beside the list on a wide screen, selection, and single letters for what one does most.
(() => {
  const wide = matchMedia("(min-width: 1280px)");
  const pane = () => document.querySelector(".leads #lead");
  const show = (row) => {
    const link = row?.querySelector("[data-open]");
    if (!link || !pane() || !wide.matches) return false;
    document.querySelectorAll("[data-row].is-current").forEach((other) => other !== row && other.classList.remove("is-current"));
    row.classList.add("is-current");
    htmx.ajax("GET", link.href, { target: pane(), swap: "innerHTML" });
    return true;
  };
  let waiting;
  document.addEventListener("row:current", (event) => { clearTimeout(waiting); waiting = setTimeout(() => show(event.target), 150); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".leads .lead-row [data-open]");
    // Enter on the row already shown, or a click with a key held, opens the lead's own page.
    if (link && event.isTrusted && !event.ctrlKey && !event.metaKey && !event.shiftKey && show(link.closest("[data-row]"))) event.preventDefault();
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    // One form serves three acts, so each dialog asks only for what stands in it.
    const missing = event.target.closest("dialog [formnovalidate]")?.closest("dialog").querySelector("input:invalid, select:invalid");
    if (missing) { event.preventDefault(); missing.reportValidity(); }
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  });
  const boxes = () => [...document.querySelectorAll(".lead-row input[name=lead]")];
  const held = () => boxes().every((box) => !box.checked || "held" in box.dataset);
  const count = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    const bulk = document.querySelector("#bulk");
    if (!bulk) return;
    bulk.hidden = !chosen;
    bulk.querySelector("[data-selected]").textContent = chosen;
    // What one only sees is not laid aside or shown to others: it is taken first.
    bulk.querySelectorAll("[data-needs-held]").forEach((button) => { button.hidden = !held(); });
    bulk.querySelector("[data-not-held]").hidden = held();
    boxes().forEach((box) => box.closest("[data-row]").setAttribute("aria-selected", box.checked));
  };
  document.addEventListener("change", (event) => { if (event.target.name === "lead") { event.stopPropagation(); count(); } }, true);
  document.addEventListener("htmx:afterSettle", count);
  // With nothing selected, a letter acts on the row one stands on.
  const ready = () => {
    if (!boxes().some((box) => box.checked)) {
      const box = document.querySelector("[data-row].is-current input[name=lead]");
      if (box) box.checked = true;
    }
    count();
    return boxes().some((box) => box.checked);
  };
  const letters = {
    n: () => document.querySelector("#bulk [value=take]")?.click(),
    b: () => held() && document.querySelector("#dismiss-many")?.showModal(),
    c: () => held() && document.querySelector("#pass-on-many")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    if (letters[event.key] && document.querySelector("#bulk") && ready()) { event.preventDefault(); letters[event.key](); }
  });
  document.addEventListener("DOMContentLoaded", () => {
    const more = document.querySelector("#more-keys");
    if (more) document.querySelector("#keys dl")?.append(more.content);
    if (wide.matches) show(document.querySelector(".leads .lead-row"));
    count();
  });
})();
