// Keys of every page, forms sent once, menus: works without any other script.
(() => {
  document.documentElement.classList.add("has-script");
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("is-current"));
    all[now]?.classList.remove("is-current");
    all[now]?.removeAttribute("aria-current");
    const row = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    row.classList.add("is-current");
    row.scrollIntoView({ block: "nearest" });
    row.setAttribute("aria-current", "true");
    row.dispatchEvent(new CustomEvent("row:current", { bubbles: true }));
  };
  const keys = {
    "/": () => (document.querySelector("[data-page-search]") || document.querySelector("#search"))?.focus(),
    j: () => move(1),
    k: () => move(-1),
    Enter: () => document.querySelector("[data-row].is-current [data-open]")?.click(),
    x: () => document.querySelector("[data-row].is-current input[type=checkbox]")?.click(),
    "?": () => document.querySelector("#keys")?.showModal(),
  };
  // Esc closes what stands open and gives the hand back to where it came from; else it leaves the field.
  const escape = (target) => {
    const open = foldOuts().find((one) => one.contains(target)) || foldOuts()[0];
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    } else if (more?.getAttribute("aria-expanded") === "true") {
      showMore(false);
      more.focus();
    } else if (typing(target)) target.blur();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) escape(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  // The menu folds to pictures and is remembered so; on a phone all of it stands behind the bar.
  const fold = (button) => {
    const isFolded = document.body.classList.toggle("is-folded");
    button.setAttribute("aria-expanded", String(!isFolded));
    document.cookie = `menu=${isFolded ? "folded" : "open"}; path=/; max-age=31536000; samesite=lax`;
  };
  const more = document.querySelector("[data-more]");
  more?.setAttribute("role", "button");
  more?.setAttribute("aria-expanded", "false");
  const showMore = (isOpen) => {
    document.querySelector("#rooms").classList.toggle("is-open", isOpen);
    more.setAttribute("aria-expanded", String(isOpen));
  };
  const foldOuts = () => [...document.querySelectorAll(".fold-out[open], .me[open]")];
  document.addEventListener("click", (event) => {
    foldOuts().forEach((one) => { if (event.target.isConnected && !one.contains(event.target)) one.open = false; });
    const button = event.target.closest("[data-fold]");
    if (button) fold(button);
    if (event.target.closest("[data-more]")) {
      event.preventDefault();
      showMore(more.getAttribute("aria-expanded") === "false");
    }
    if (event.target.closest("[data-back]")) history.back();
    if (event.target.closest("[data-print]")) window.print();
  });
  // What was chosen is named beside our own button; the browser's own speaks its own language.
  document.addEventListener("change", (event) => {
    const box = event.target.type === "file" && event.target.closest(".file-box");
    const said = box && box.querySelector(".file-names");
    const files = box ? [...box.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]) : [];
    if (said) said.textContent = files.map((file) => file.name).join("; ") || said.dataset.none;
  });
  // What a form asks to be mended is where the hand is: the list of faults first, each leading to its field.
  document.querySelector("[data-faults]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-faults] a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest("details")?.setAttribute("open", "");
    (field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea") || field).focus();
  });
  // Many rows at once: all of this page by one box.
  document.addEventListener("change", (event) => {
    const name = event.target.dataset.selectAll;
    if (!name) return;
    document.querySelectorAll(`[data-row] input[type=checkbox][name="${name}"]`).forEach((box) => {
      if (box.checked === event.target.checked) return;
      box.checked = event.target.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  // A file too large is told of before it is sent.
  document.addEventListener("change", (event) => {
    const { largest, tooLarge } = event.target.dataset;
    if (!largest) return;
    const isLarger = [...event.target.files].some((file) => file.size > Number(largest));
    event.target.setCustomValidity(isLarger ? tooLarge : "");
    if (isLarger) event.target.reportValidity();
  });
  // The press a form was sent with, kept for this window: no page is kept, so one come back to is a new one.
  const asks = (form) => form.elements.press && form.querySelector("input:not([type=hidden]), select, textarea");
  const placeOf = (form) => ["press", location.pathname, form.getAttribute("action"), ...[...form.elements].map((field) => field.name)].join(" ");
  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.dataset.confirm && !confirm(form.dataset.confirm)) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (asks(form)) sessionStorage.setItem(placeOf(form), form.elements.press.value);
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
  // A form come back to has the press it was sent with: what is changed in it then is a form of its own.
  const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  window.addEventListener("pageshow", (event) => {
    if (!isBack && !event.persisted) return;
    document.querySelectorAll("input[name=press]").forEach((press) => {
      const sent = asks(press.form) && sessionStorage.getItem(placeOf(press.form));
      if (sent) press.value = sent;
      press.dataset.isOld = "1";
    });
  });
  document.addEventListener("input", (event) => {
    const press = event.target.form?.elements.press;
    if (!press?.dataset?.isOld) return;
    press.value = self.crypto?.randomUUID?.() ?? "";
    delete press.dataset.isOld;
  });
})();
