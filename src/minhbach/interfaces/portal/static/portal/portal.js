// The page works without any of this. With it: pictures shrink on the phone, videos go in parts and go on where they were
// cut off, what cannot be sent waits here until there is a connection, and a code that came by a QR code is filled in.
// Nothing is kept after it has been sent.
"use strict";
(() => {
  const RETRY = 8000, WAIT = 60000, SIDE = 1600, ENOUGH = 150000, KEPT = "waiting";
  let form;
  const keep = (text) => { try { text ? localStorage.setItem(KEPT, text) : localStorage.removeItem(KEPT); } catch { /* no room, or not allowed */ } };
  const kept = () => { try { return localStorage.getItem(KEPT); } catch { return null; } };
  const tell = (text) => { const said = form.querySelector("[data-state]"); said.hidden = !text; said.textContent = text; };
  const pause = () => new Promise((go) => { const timer = setTimeout(go, RETRY); addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true }); });
  const ask = async (address, given) => {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), WAIT);
    try { return await fetch(address, { credentials: "omit", signal: stop.signal, ...given }); } finally { clearTimeout(timer); }
  };

  const leave = (address) => { keep(""); document.documentElement.hidden = true; location.replace(address); };
  let shifts = 0;
  addEventListener("keyup", (event) => {
    shifts = event.key === "Shift" ? shifts + 1 : 0;
    if (shifts === 3) leave(document.querySelector("[data-leave]").href);
  });
  document.querySelector("[data-leave]").addEventListener("click", (event) => { event.preventDefault(); leave(event.target.href); });

  const smaller = async (file) => {
    if (!file.type.startsWith("image/") || !window.createImageBitmap) return file;
    try {
      const drawn = await createImageBitmap(file), scale = Math.min(1, SIDE / Math.max(drawn.width, drawn.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(drawn.width * scale); canvas.height = Math.round(drawn.height * scale);
      canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
      let blob;
      for (const quality of [0.8, 0.65, 0.5]) {
        blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
        if (!blob || blob.size <= ENOUGH) break;
      }
      return blob && blob.size < file.size ? new File([blob], "anh.jpg", { type: "image/jpeg" }) : file;
    } catch { return file; }
  };

  // Made smaller while its sender goes on writing; nothing leaves the phone before he says so.
  const made = new WeakMap();
  const early = (file) => { if (!made.has(file)) made.set(file, smaller(file)); return made.get(file); };

  const gather = async () => {
    const data = new FormData(form), pictures = data.getAll("pictures").filter((one) => one.size);
    data.delete("pictures");
    for (const one of pictures) data.append("pictures", await early(one), "anh.jpg");
    return data;
  };

  // The tus protocol: announced, then part by part; after a cut one asks how far it came. A file's key stays with it.
  const keys = new WeakMap();
  const fault = (status) => new Error(status === 413 ? form.dataset.wrongSize : status === 507 ? form.dataset.full : form.dataset.wrongType);
  const TUS = { "Tus-Resumable": "1.0.0" };
  const step = async (file, at) => {
    let key = keys.get(file);
    if (!key) {
      const begun = await ask(form.dataset.tus, { method: "POST", headers: { ...TUS, "Upload-Length": file.size } });
      if (begun.status !== 201) throw begun.status < 500 || begun.status === 507 ? fault(begun.status) : new TypeError();
      key = begun.headers.get("Location"); keys.set(file, key);
      return 0;
    }
    let answer;
    if (at === null) answer = await ask(key, { method: "HEAD", headers: TUS });
    else answer = await ask(key, { method: "PATCH", body: file.slice(at, at + Number(form.dataset.part)), headers: { ...TUS, "Upload-Offset": at, "Content-Type": "application/offset+octet-stream" } });
    if (answer.status === 404) { keys.delete(file); return null; }
    if (answer.ok || answer.status === 409) return Number(answer.headers.get("Upload-Offset"));
    throw answer.status < 500 ? fault(answer.status) : new TypeError();
  };
  const upload = async (file, number, count) => {
    let at = null;
    while (at === null || at < file.size) {
      try {
        tell(form.dataset.recording.replace("{n}", number).replace("{m}", count).replace("{p}", Math.floor(100 * (at || 0) / file.size)));
        at = await step(file, at);
      } catch (wrong) {
        if (wrong.constructor === Error) throw wrong;
        tell(form.dataset.waiting); at = null;
        await pause();
      }
    }
    return keys.get(file).split("/").filter(Boolean).pop();
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
      tell(form.dataset.sending);
      data.set("toll", await window.toll.paid(form));
      try {
        const answer = await ask(form.action, { method: "POST", body: data });
        if (answer.status < 500) { keep(""); show(await answer.text()); return; }
      } catch { /* no connection: the same press is sent again, and counts once */ }
      // A code opens a talk: it is not put where the next who holds the phone finds it.
      if (!data.has("code")) keep(JSON.stringify([location.pathname, [...data].filter(([name, value]) => typeof value === "string" && !name.startsWith("person_"))]));
      tell(form.dataset.waiting);
      await pause();
    }
  };

  const look = async () => {
    const data = new FormData(form);
    data.delete("pictures"); data.append("look", "1");
    const answer = await ask(form.action, { method: "POST", body: data });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-named]");
    if (found) document.querySelector("[data-named]").replaceWith(found);
  };

  const begin = () => {
    for (const button of document.querySelectorAll("[data-print]")) { button.hidden = false; button.onclick = () => print(); }
    const code = document.querySelector("[data-code]");
    if (code && /^#\d{27}$/.test(location.hash)) { code.value = location.hash.slice(1).replace(/(...)(?=.)/g, "$1 "); history.replaceState(null, "", location.pathname); }
    form = document.querySelector("form[data-send]");
    if (!form || !window.fetch || !window.AbortController) return;
    for (const part of form.querySelectorAll("[data-needs-script]")) part.hidden = false;
    for (const input of form.querySelectorAll("[name=pictures]")) input.addEventListener("change", () => { for (const one of input.files) early(one); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (event.submitter && event.submitter.hasAttribute("data-look")) { await look().catch(() => {}); return; }
      const button = form.querySelector("[data-main]"), files = [...form.querySelector("[data-recordings]").files];
      button.disabled = true;
      try {
        const sent = [];
        for (const file of files) sent.push(await upload(file, sent.length + 1, files.length));
        const data = await gather();
        for (const key of sent) data.append("recordings", key);
        await send(data);
      } catch (wrong) { tell(wrong.message); button.disabled = false; }
    });
    const [where, values] = JSON.parse(kept() || "[]");
    if (where === location.pathname) {
      for (const [name, value] of values) { const input = form.elements[name]; if (input && value && "value" in input && input.type !== "file") input.value = value; }
      tell(form.dataset.again);
    }
  };

  begin();
})();
