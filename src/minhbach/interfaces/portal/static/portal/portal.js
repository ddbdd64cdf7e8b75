// The page works without any of this. With it: pictures shrink on the phone, what cannot be sent waits here until there
// is a connection, and a code that came by a QR code is filled in. Nothing is kept after it has been sent.
"use strict";
(() => {
  const RETRY = 8000, WAIT = 60000, SIDE = 1600, KEPT = "waiting";
  const words = {
    sending: "Đang gửi…",
    waiting: "Chưa có mạng. Lời bạn viết được giữ trên máy này; giữ trang này mở, có mạng sẽ tự gửi.",
    again: "Có tin viết lần trước chưa gửi được; lời đã được điền lại (ảnh thì phải chọn lại). Bấm Gửi khi có mạng.",
  };
  let form;
  const keep = (text) => { try { text ? localStorage.setItem(KEPT, text) : localStorage.removeItem(KEPT); } catch { /* no room, or not allowed */ } };
  const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
  const tell = (text) => { const said = form.querySelector("[data-state]"); said.hidden = !text; said.textContent = text; };

  const smaller = async (file) => {
    if (!file.type.startsWith("image/") || !window.createImageBitmap) return file;
    try {
      const drawn = await createImageBitmap(file), scale = Math.min(1, SIDE / Math.max(drawn.width, drawn.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(drawn.width * scale); canvas.height = Math.round(drawn.height * scale);
      canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return blob && blob.size < file.size ? new File([blob], "anh.jpg", { type: "image/jpeg" }) : file;
    } catch { return file; }
  };

  const gather = async () => {
    const data = new FormData(form), pictures = data.getAll("pictures").filter((one) => one.size);
    data.delete("pictures");
    for (const one of pictures) data.append("pictures", await smaller(one), "anh.jpg");
    return data;
  };

  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    document.title = page.title;
    document.querySelector("main").replaceWith(page.querySelector("main"));
    document.querySelector("main").focus();
    window.scrollTo(0, 0);
    begin();
  };

  const send = async (data) => {
    for (;;) {
      tell(words.sending);
      const stop = new AbortController(), timer = setTimeout(() => stop.abort(), WAIT);
      try {
        const answer = await fetch(form.action, { method: "POST", body: data, credentials: "omit", signal: stop.signal });
        if (answer.status < 500) { keep(""); show(await answer.text()); return; }
      } catch { /* no connection: the same press is sent again, and counts once */ } finally { clearTimeout(timer); }
      keep(JSON.stringify([location.pathname, [...data].filter(([name, value]) => typeof value === "string" && !name.startsWith("person_"))]));
      tell(words.waiting);
      await new Promise((go) => { const timer = setTimeout(go, RETRY); addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true }); });
    }
  };

  const begin = () => {
    for (const button of document.querySelectorAll("[data-print]")) { button.hidden = false; button.onclick = () => print(); }
    const code = document.querySelector("[data-code]");
    if (code && /^#\d{27}$/.test(location.hash)) { code.value = location.hash.slice(1).replace(/(...)(?=.)/g, "$1 "); history.replaceState(null, "", location.pathname); }
    form = document.querySelector("form[data-send]");
    if (!form || !window.fetch || !window.AbortController) return;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button");
      button.disabled = true;
      await send(await gather());
    });
    const [where, values] = JSON.parse(kept() || "[]");
    if (where === location.pathname) {
      for (const [name, value] of values) { const input = form.elements[name]; if (input && value) input.value = value; }
      tell(words.again);
    }
  };

  begin();
})();
