// Digits jump to the groups of the desk, and of what a search found; j, k and Enter go on from there.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  const head = /^[1-9]$/.test(event.key) && document.querySelector(`[data-group="${event.key}"]`);
  if (!head) return;
  event.preventDefault();
  document.querySelector("[data-row].is-current")?.classList.remove("is-current");
  const row = head.closest("tbody, section").querySelector("[data-row]");
  row?.classList.add("is-current");
  (row ?? head).scrollIntoView({ block: "center" });
  (row?.querySelector("[data-open]") ?? head).focus({ preventScroll: true });
});
