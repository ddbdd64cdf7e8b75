// What the search box offers as one types: arrows go through it, Enter opens, Esc closes; a list pasted stays a list.
(() => {
  const box = document.querySelector("[data-hints]");
  const list = document.querySelector("#hints");
  if (!box || !list) return;
  const told = document.querySelector("#told");
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const open = (isOpen) => {
    list.hidden = !isOpen;
    box.setAttribute("aria-expanded", String(isOpen && options().length > 0));
    if (!isOpen) choose(null);
  };
  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  };
  const move = (step) => {
    const all = options();
    if (!all.length) return;
    if (list.hidden) open(true);
    const now = all.indexOf(chosen());
    // Beyond the first and the last stands the box itself.
    const next = now < 0 && step < 0 ? all.length - 1 : now + step;
    choose(all[next] || null);
  };
  // What comes for words that are no longer in the box, or after the box was left, is not shown.
  list.addEventListener("htmx:afterSwap", () => {
    const isMeant = document.activeElement === box && box.value.trim() !== "";
    open(isMeant && list.children.length > 0);
    const said = list.querySelector(".hint-told")?.textContent;
    if (isMeant && said && told) told.textContent = said;
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      location.assign(chosen().dataset.url);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      open(false);
    }
  });
  box.addEventListener("input", () => { if (!box.value.trim()) open(false); });
  box.addEventListener("blur", () => open(false));
  box.addEventListener("focus", () => { if (options().length && box.value.trim()) open(true); });
  // Pressed before the box is left: a click would come too late.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option && event.button === 0) location.assign(option.dataset.url);
  });
  // A box of one line would run the lines of a list together.
  box.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\r\n\t]/.test(pasted.trim())) return;
    event.preventDefault();
    box.setRangeText(pasted.trim().split(/[\r\n\t]+/).filter(Boolean).join("; "), box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
