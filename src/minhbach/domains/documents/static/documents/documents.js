// Keys of a page of documents: what carries data-key is followed, opened or brought under the hand.
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!found) return;
    event.preventDefault();
    if (found.matches("summary")) { found.parentElement.open = true; found.parentElement.querySelector("textarea, input:not([type=hidden])")?.focus(); }
    else found.click();
  });
})();
