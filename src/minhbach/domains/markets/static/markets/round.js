// What is noted on a round while the network is away lies on the phone until the server has it; each note has its id.
(() => {
  const form = document.querySelector("form[data-round]");
  const officer = document.body.dataset.officer;
  if (!form || !officer) return;
  const KEY = `cho:${officer}:${form.dataset.round}`;
  const EVERY = 30000;
  const token = form.elements.csrfmiddlewaretoken.value;
  const stalls = [...form.querySelectorAll("[data-stall]")];
  const bar = document.querySelector(".round-bar");
  const unsent = bar.querySelector("[data-unsent]");
  const again = bar.querySelector("[data-send-again]");
  const refusedBox = document.querySelector("[data-refused]");
  let busy = false;
  let said = "";

  // Private windows and full phones may keep nothing: then a note lives as long as the page, and the bar says so.
  let memory = [];
  let isKept = true;
  const read = () => {
    try { return isKept ? JSON.parse(localStorage.getItem(KEY) || "[]") : memory; } catch { return memory; }
  };
  const write = (queue) => {
    memory = queue;
    try {
      if (queue.length) localStorage.setItem(KEY, JSON.stringify(queue)); else localStorage.removeItem(KEY);
      isKept = true;
    } catch { isKept = false; }
  };
  const waiting = () => read().filter((one) => !one.refused);
  const newId = () => self.crypto?.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (+c ^ (Math.random() * 16) >> (+c / 4)).toString(16));
  const make = (tag, text, className) => {
    const one = document.createElement(tag);
    one.textContent = text;
    if (className) one.className = className;
    return one;
  };

  const show = (stall, mark, note) => {
    stall.dataset.kind = mark.kind;
    const words = mark.words || stall.querySelector(`button[value$=".${mark.kind}"]`).textContent;
    const state = stall.querySelector("[data-state]");
    state.replaceChildren(make("span", words, `chip${mark.tone ? ` chip-${mark.tone}` : ""}`), ` ${mark.note || ""} `, make("small", note));
  };
  const acts = (stall, mark) => {
    const box = stall.querySelector("[data-acts]");
    box.replaceChildren();
    if (!mark.photo) return;
    const photo = make("a", "Ảnh", "btn btn-sm");
    photo.href = `${mark.photo}?next=${encodeURIComponent(location.pathname)}`;
    const back = make("button", "Rút lại", "btn btn-sm");
    back.formAction = mark.take_back;
    box.append(photo, " ", back);
  };
  const count = () => {
    const left = stalls.filter((one) => !one.dataset.kind).length;
    bar.querySelector("[data-left]").textContent = `còn ${left}/${stalls.length} ô`;
    form.querySelectorAll(".row-of").forEach((row) => {
      row.querySelector("[data-row-left]").textContent = `còn ${row.querySelectorAll("[data-stall]:not([data-kind])").length} ô`;
    });
    const many = waiting().length;
    unsent.hidden = !many && !said;
    unsent.textContent = [many ? `${many} lần ghi chưa gửi${isKept ? "" : " (máy không cho lưu: đừng đóng trang)"}` : "", said].filter(Boolean).join(". ");
    again.hidden = !many;
    refusedBox.replaceChildren(...read().filter((one) => one.refused).map((one) => {
      const box = make("div", `Ô ${one.name}: ${one.refused} `, "notice notice-error");
      const drop = make("button", "Bỏ lần ghi này", "btn btn-sm");
      drop.type = "button";
      drop.addEventListener("click", () => { write(read().filter((other) => other.id !== one.id)); count(); });
      box.append(drop);
      return box;
    }));
  };
  const draw = () => {
    waiting().forEach((one) => {
      const stall = stalls.find((other) => other.dataset.stall === one.stall);
      if (!stall) return;
      show(stall, one, "chưa gửi");
      acts(stall, {});
    });
    count();
  };

  const answered = (answer, sent) => {
    const refused = new Map(answer.refused.map((one) => [one.id, one.sentence]));
    const kept = new Set(answer.kept);
    write(read().filter((one) => !kept.has(one.id)).map((one) => (refused.has(one.id) ? { ...one, refused: refused.get(one.id) } : one)));
    stalls.forEach((stall) => {
      const mark = answer.stalls[stall.dataset.stall];
      if (mark) { show(stall, mark, mark.who); acts(stall, mark); return; }
      if (!stall.dataset.kind) return;
      delete stall.dataset.kind;
      stall.querySelector("[data-state]").replaceChildren();
      acts(stall, {});
    });
    return sent;
  };
  const flush = async () => {
    if (busy || document.visibilityState === "hidden") return;
    busy = true;
    const sent = waiting().slice(0, 100);
    try {
      const body = new URLSearchParams({ marks: JSON.stringify(sent.map(({ id, stall, kind, note, made_at }) => ({ id, stall, kind, note, made_at }))) });
      const response = await fetch(form.dataset.send, { method: "POST", body, headers: { "X-CSRFToken": token }, credentials: "same-origin" });
      if (response.redirected || response.status === 403) said = "Phiên làm việc đã hết: đăng nhập lại rồi mở lại trang này, các lần ghi vẫn còn và sẽ được gửi";
      else if (!response.ok || !(response.headers.get("Content-Type") || "").includes("json")) said = "Máy chủ chưa nhận được; sẽ thử lại";
      else { said = ""; answered(await response.json(), sent); }
    } catch {
      said = "Không có mạng; sẽ tự gửi khi có mạng";
    }
    busy = false;
    draw();
    if (!said && waiting().length) flush();
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=mark]");
    if (!button) return;
    event.preventDefault();
    const stall = button.closest("[data-stall]");
    const field = stall.querySelector("textarea");
    const [, kind] = button.value.split(".");
    const name = stall.querySelector(".stall-head b").textContent;
    write([...read(), { id: newId(), stall: stall.dataset.stall, kind, note: field.value.trim(), made_at: new Date().toISOString(), name }]);
    field.value = "";
    draw();
    flush();
  });
  again.addEventListener("click", flush);
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", flush);
  window.addEventListener("beforeunload", (event) => { if (waiting().length && !isKept) event.preventDefault(); });
  setInterval(flush, EVERY);
  draw();
  if (waiting().length) flush();
})();
