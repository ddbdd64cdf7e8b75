// Keys of every page: / search, j k move, Enter open, x select, ? help. Works without any other script.
(() => {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("is-current"));
    all[now]?.classList.remove("is-current");
    const row = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    row.classList.add("is-current");
    row.scrollIntoView({ block: "nearest" });
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
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-back]")) history.back();
    if (event.target.closest("[data-print]")) window.print();
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
  // A lost connection is said, not swallowed; what asks by itself asks again, and takes the word back.
  const tell = (sentence) => {
    const place = document.querySelector("#refusal");
    if (place) place.innerHTML = `<div class="notice notice-error" role="alert" data-is-lost>${sentence}</div>`;
  };
  document.addEventListener("htmx:sendError", () => tell("Mất kết nối tới máy chủ. Nội dung đã nhập vẫn còn trên trang; hãy thử lại."));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 503) tell("Hệ thống tạm gián đoạn, thường chưa đầy một phút. Nội dung đã nhập vẫn còn trên trang; hãy thử lại.");
  });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.xhr.status < 400) document.querySelector("#refusal [data-is-lost]")?.remove();
  });
})();
