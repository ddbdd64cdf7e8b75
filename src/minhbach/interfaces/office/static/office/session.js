// When a session ends, is changed in another tab, or the network is gone: a sentence beside the hand, and nothing lost.
(() => {
  const officer = document.body.dataset.officer || "";
  const KEPT = "kept-form";
  const LOST = "lost-form";
  // What may be kept of a form until it has been answered: what was typed and chosen, never a password, code or file.
  const keeps = (field) => field.name && !field.disabled && !["hidden", "password", "file", "submit", "button"].includes(field.type) && field.autocomplete !== "one-time-code";
  const place = () => location.pathname + location.search;
  const formsOf = () => [...document.forms].filter((form) => form.method === "post");

  const tell = (sentence) => {
    document.querySelector("#lost")?.remove();
    const box = document.createElement("div");
    box.id = "lost";
    box.className = "told-box notice notice-error";
    box.setAttribute("role", "alert");
    box.textContent = sentence;
    document.body.append(box);
  };
  const untell = () => document.querySelector("#lost")?.remove();
  const GONE = "Mất kết nối tới máy chủ. Chưa gửi gì; nội dung đã nhập vẫn còn trên trang. Khi có mạng, hãy bấm lại.";

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (navigator.onLine === false) {
      event.preventDefault();
      delete form.dataset.sent;
      tell(GONE);
      return;
    }
    if (form.classList.contains("leave")) { sessionStorage.clear(); return; }
    if (form.method !== "post" || !officer) return;
    const fields = [...form.elements].filter(keeps).map((field) => [field.name, ["checkbox", "radio"].includes(field.type) ? [field.value, field.checked] : field.multiple ? [...field.selectedOptions].map((one) => one.value) : field.value]);
    if (!fields.some(([, value]) => (Array.isArray(value) ? true : value !== ""))) return;
    sessionStorage.setItem(KEPT, JSON.stringify({ officer, place: place(), at: formsOf().indexOf(form), fields }));
  });
  window.addEventListener("online", untell);

  // The page that says the session is over marks what was sent as lost; it comes back when its writer does.
  if (document.querySelector("[data-session-lost]") && sessionStorage.getItem(KEPT)) {
    sessionStorage.setItem(LOST, sessionStorage.getItem(KEPT));
    document.querySelectorAll("[data-when-kept]").forEach((one) => { one.hidden = false; });
  }
  const fill = (form, fields) => {
    fields.forEach(([name, value]) => {
      const found = [...form.elements].filter((field) => field.name === name && keeps(field));
      const field = found.find((one) => Array.isArray(value) && ["checkbox", "radio"].includes(one.type) && one.value === value[0]) || found[0];
      if (!field) return;
      if (["checkbox", "radio"].includes(field.type)) field.checked = value[1];
      else if (field.multiple) [...field.options].forEach((one) => { one.selected = value.includes(one.value); });
      else field.value = value;
    });
    form.closest("details")?.setAttribute("open", "");
    const said = document.createElement("div");
    said.className = "notice notice-warning";
    said.setAttribute("role", "status");
    said.textContent = "Phiên làm việc đã đổi, lần gửi trước chưa được ghi. Nội dung bạn đã nhập nằm lại dưới đây (tệp thì phải chọn lại): xem lại rồi bấm gửi.";
    form.prepend(said);
    said.scrollIntoView({ block: "center" });
  };
  if (officer) {
    const lost = JSON.parse(sessionStorage.getItem(LOST) || "null");
    if (lost && lost.officer !== officer) sessionStorage.removeItem(LOST);
    if (lost && lost.officer === officer && lost.place === place()) {
      const form = formsOf()[lost.at];
      if (form) fill(form, lost.fields);
      sessionStorage.removeItem(LOST);
    }
    sessionStorage.removeItem(KEPT);
  }

  // Pieces of pages: what is slow shows its shape after a second, what changed is announced, what failed changes nothing.
  const waits = new Map();
  let shown;
  const stop = (target) => { clearTimeout(waits.get(target)); waits.delete(target); target?.classList?.remove("is-slow"); };
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { target } = event.detail;
    stop(target);
    if (event.detail.requestConfig.verb === "get") waits.set(target, setTimeout(() => target.classList.add("is-slow"), 1000));
  });
  document.addEventListener("htmx:afterRequest", (event) => stop(event.detail.target));
  document.addEventListener("htmx:afterSwap", (event) => {
    untell();
    shown = document.querySelector("[data-row].is-current") || shown;
    const said = document.querySelector("#told");
    const target = document.getElementById(event.detail.target.id);
    if (!said || !target || target.id === "refusal") return;
    const heading = target.id === "list" ? document.querySelector("#count") : target.querySelector("h1, h2, h3");
    said.textContent = heading ? heading.textContent.trim() : "";
  });
  const fail = (sentence) => {
    tell(sentence);
    if (!shown?.isConnected) return;
    document.querySelectorAll("[data-row].is-current").forEach((row) => row !== shown && row.classList.remove("is-current"));
    shown.classList.add("is-current");
  };
  document.addEventListener("htmx:sendError", () => fail(GONE));
  document.addEventListener("htmx:timeout", () => fail(GONE));
  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    if (status === 503) fail("Hệ thống tạm gián đoạn, thường chưa đầy một phút. Nội dung đã nhập vẫn còn trên trang; hãy thử lại.");
    if (status === 500) fail("Máy chủ gặp lỗi; chưa thay đổi gì trên trang. Hãy thử lại, nếu vẫn lỗi thì báo người quản trị.");
  });
})();
