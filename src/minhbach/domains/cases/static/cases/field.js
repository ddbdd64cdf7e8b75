// An inspection written down without a network: it lies on the device until the server has it, each entry with the id
// and the time that it was given here. One that is refused stops no other.
(() => {
  const { root, session, worker, door } = document.body.dataset;
  const EVERY = 30000;
  const find = (name, within = document) => within.querySelector(`[data-${name}]`);
  const newId = () => self.crypto?.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (+c ^ (Math.random() * 16) >> (+c / 4)).toString(16));
  const two = (number) => String(number).padStart(2, "0");
  const dayOf = (moment) => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  const writeDay = (day) => day.split("-").reverse().join("/");
  const LINES = ["goods", "person"];
  const KINDS = { goods: "Hàng", person: "Người có mặt", note: "Ghi chú", photo: "Ảnh", minutes: "Biên bản kiểm tra" };
  let officer = "";
  let token = "";
  let said = "";
  let busy = false;

  const isUnsent = (one) => !one.answer && !one.refused;
  const briefOf = ({ kind, content, name }) => ({
    goods: `${content.name}, ${content.quantity} ${content.unit}`.trim(),
    person: content.full_name,
    note: content.text,
    photo: `${content.title} (${name})`,
    minutes: (content.findings || "").split("\n")[0],
  })[kind] || "";
  const digestOf = async (file) => {
    if (!self.crypto?.subtle) return "";
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  };
  const entriesOf = async (kit) => (await fieldStore.all("entries")).filter((one) => one.kit === kit).sort((a, b) => a.made_at.localeCompare(b.made_at));
  const mine = async (name) => (await fieldStore.all(name)).filter((one) => one.officer === officer);

  // What is drawn.
  const make = (tag, text, className) => {
    const one = document.createElement(tag);
    one.textContent = text;
    if (className) one.className = className;
    return one;
  };
  const button = (words, act) => {
    const one = make("button", words, "btn btn-sm");
    one.type = "button";
    one.addEventListener("click", act);
    return one;
  };
  const lineOf = (one) => {
    const line = make("li", "", one.dropped ? "is-dropped" : "");
    line.append(make("span", `${KINDS[one.kind]}: ${briefOf(one)}`));
    const [words, tone] = one.refused ? ["máy chủ không nhận", "late"] : one.answer ? [one.answer.words, one.answer.tone] : ["trong máy, chưa gửi", "warn"];
    line.append(make("span", words, `chip${tone ? ` chip-${tone}` : ""}`));
    const reason = one.refused || one.answer?.reason;
    if (reason) line.append(make("small", reason));
    if (!one.answer) line.append(button("Bỏ", async () => { if (confirm("Bỏ mục này khỏi máy?")) { await fieldStore.drop("entries", one.id); draw(); } }));
    else if (LINES.includes(one.kind) && one.answer.state === "arrived") {
      line.append(button(one.dropped ? "Lấy lại" : "Bỏ khỏi bảng kê", async () => { await fieldStore.put("entries", { ...one, dropped: !one.dropped }); draw(); }));
    }
    return line;
  };
  const named = (entries) => entries.filter((one) => LINES.includes(one.kind) && !one.dropped && !one.refused);
  const fill = (article, kit, entries) => {
    find("entries", article).replaceChildren(...entries.map(lineOf));
    find("empty", article).hidden = entries.length > 0;
    const written = entries.some((one) => one.kind === "minutes" && !one.refused);
    const goods = named(entries).filter((one) => one.kind === "goods").length;
    find("lines", article).textContent = written ? "Đã có biên bản trong máy. Dòng hàng thêm từ đây vào phần chờ đối chiếu." : `Biên bản gồm ${goods} dòng hàng, ${named(entries).length - goods} người có mặt đã ghi ở trên. Ghi đủ rồi mới lưu biên bản.`;
    article.querySelector("form[data-kind=minutes] button").disabled = written;
    article.querySelectorAll("details").forEach((one) => { one.hidden = !kit.code; });
  };
  const begin = (kit) => {
    const article = find("kit").content.firstElementChild.cloneNode(true);
    article.dataset.id = kit.id;
    find("code", article).textContent = kit.code || "Mục chưa gửi";
    find("title", article).textContent = kit.title || "Ngày mang theo đã qua: thông tin vụ việc đã xóa khỏi máy.";
    const told = { subjects: (kit.subjects || []).join(", "), place: kit.place, order: kit.order, day: writeDay(kit.day) };
    Object.entries(told).forEach(([name, words]) => {
      const place = find(name, article);
      if (words) place.textContent = words; else { place.previousElementSibling.remove(); place.remove(); }
    });
    const minutes = article.querySelector("form[data-kind=minutes]");
    minutes.elements.place.value = kit.place || "";
    const now = new Date();
    minutes.elements.started_at.value = minutes.elements.ended_at.value = `${dayOf(now)}T${two(now.getHours())}:${two(now.getMinutes())}`;
    const points = find("points", minutes);
    (kit.points || []).forEach((one) => {
      const point = find("point").content.firstElementChild.cloneNode(true);
      point.dataset.id = one.id;
      point.querySelector("legend").textContent = one.words;
      point.querySelectorAll("[type=radio]").forEach((radio) => { radio.name = `point-${one.id}`; });
      points.append(point);
      points.hidden = false;
    });
    const asks = find("asks", minutes);
    (kit.asks || []).forEach((one) => {
      const label = make("label", "", "form-check");
      const tick = document.createElement("input");
      Object.assign(tick, { type: "checkbox", name: "confirmed", value: one.code, className: "form-check-input", required: true });
      label.append(tick, ` ${one.sentence}`);
      asks.append(label);
      asks.hidden = false;
    });
    article.addEventListener("submit", (event) => { event.preventDefault(); write(kit, event.target); });
    article.addEventListener("change", (event) => {
      if (event.target.type === "file") find("files", article).textContent = [...event.target.files].map((one) => one.name).join(", ");
    });
    find("card", article).addEventListener("change", (event) => readCard(event.target));
    find("done", article).addEventListener("click", () => finish(kit));
    return article;
  };
  const draw = async () => {
    const kits = (await mine("kits")).sort((a, b) => a.day.localeCompare(b.day));
    const box = find("kits");
    [...box.children].forEach((one) => { if (!kits.some((kit) => kit.id === one.dataset.id)) one.remove(); });
    let unsent = 0;
    for (const kit of kits) {
      const entries = await entriesOf(kit.id);
      unsent += entries.filter(isUnsent).length;
      let article = [...box.children].find((one) => one.dataset.id === kit.id);
      if (!article) box.append(article = begin(kit));
      fill(article, kit, entries);
    }
    find("none").hidden = kits.length > 0;
    find("net").textContent = navigator.onLine ? "có mạng" : "không có mạng";
    find("net").classList.toggle("is-off", !navigator.onLine);
    find("send").hidden = !unsent;
    find("said").textContent = [unsent ? `${unsent} mục trong máy chưa gửi` : kits.length ? "Mọi mục đã gửi" : "", said].filter(Boolean).join(". ");
  };

  // What is written.
  const answersOf = (form) => [...form.querySelectorAll(".field-point")].map((point) => ({
    id: point.dataset.id,
    answer: point.querySelector(":checked")?.value || "",
    remark: find("remark", point).value,
  })).filter((one) => one.answer);
  const write = async (kit, form) => {
    const { kind } = form.dataset;
    const entries = await entriesOf(kit.id);
    const base = { kit: kit.id, officer, kind, made_at: new Date().toISOString() };
    const content = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    if (kind === "photo") {
      for (const file of form.querySelector("input[type=file]").files) {
        await fieldStore.put("entries", { ...base, id: newId(), content: { ...content, place: kit.place || "", file_name: file.name }, name: file.name, file, sha256: await digestOf(file) });
      }
    } else {
      if (kind === "minutes") {
        content.has_violation = content.has_violation === "yes";
        content.started_at = new Date(content.started_at).toISOString();
        content.ended_at = new Date(content.ended_at).toISOString();
        if (content.ended_at < content.started_at) { form.elements.ended_at.setCustomValidity("Không thể kết thúc trước khi bắt đầu."); form.reportValidity(); form.elements.ended_at.setCustomValidity(""); return; }
        content.lines = named(entries).map((one) => one.id);
        // Told by their ids; the fields of the form are not sent beside them.
        content.points = answersOf(form);
        content.points.forEach((one) => { delete content[`point-${one.id}`]; });
        content.confirmed = new FormData(form).getAll("confirmed");
      }
      await fieldStore.put("entries", { ...base, id: newId(), content });
    }
    if (kind === "minutes") form.closest("details").open = false; else form.reset();
    if (kind === "photo") find("files", form).textContent = "";
    await draw();
    flush();
  };
  // The code on a citizen's card: number | old number | name | birthday | sex | address | day of issue.
  const readCard = (field) => {
    const parts = field.value.split("|").map((one) => one.trim());
    const { elements } = field.form;
    if (parts.length < 6 || !/^\d{12}$/.test(parts[0])) {
      field.setCustomValidity(field.value ? "Không phải mã QR của căn cước." : "");
      field.reportValidity();
      return;
    }
    field.setCustomValidity("");
    [elements.number.value, , elements.full_name.value, , , elements.address.value] = parts;
    field.value = "";
  };

  // What is sent.
  const identify = async () => {
    const answer = await fetch(session, { credentials: "same-origin", cache: "no-store" });
    const isOver = answer.redirected || !(answer.headers.get("Content-Type") || "").includes("json");
    find("sign-in").hidden = !isOver;
    find("sign-in").href = `${door}?next=${encodeURIComponent(root)}`;
    if (isOver) throw new Error("Phiên làm việc đã hết: đăng nhập lại, mọi mục vẫn còn trong máy");
    const told = await answer.json();
    ({ officer, token } = told);
    await fieldStore.put("who", { id: "last", officer });
  };
  const post = async (url, fields) => {
    const body = new FormData();
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    const answer = await fetch(url, { method: "POST", body, credentials: "same-origin", headers: { "X-CSRFToken": token } });
    if (answer.redirected || !(answer.headers.get("Content-Type") || "").includes("json")) throw new Error("Máy chủ chưa nhận được; sẽ thử lại");
    return answer.json();
  };
  const take = async (answers) => {
    for (const one of await mine("entries")) {
      if (answers[one.id]) await fieldStore.put("entries", { ...one, answer: answers[one.id], file: undefined });
    }
  };
  const send = async (one) => {
    const { id, kind, made_at: madeAt, content, file, sha256 } = one;
    const fields = { id, kind, made_at: madeAt, device_at: new Date().toISOString(), content: JSON.stringify(content), ...(file ? { file, sha256 } : {}) };
    const told = await post(`${root}${one.kit}/gui/`, fields);
    if (told.kept) await take(told.answers);
    else if (told.code !== "cases.field.file_broken") await fieldStore.put("entries", { ...one, refused: told.refused });
  };
  const flush = async () => {
    if (busy) return;
    busy = true;
    try {
      await identify();
      said = "";
      const waiting = (await mine("entries")).filter(isUnsent).sort((a, b) => (a.kind === "minutes") - (b.kind === "minutes") || a.made_at.localeCompare(b.made_at));
      for (const one of waiting) {
        await send(one);
        await draw();
      }
    } catch (error) {
      said = error instanceof TypeError ? "Không có mạng; sẽ tự gửi khi có mạng" : error.message;
    }
    busy = false;
    await draw();
  };
  const finish = async (kit) => {
    const entries = await entriesOf(kit.id);
    if (entries.some((one) => !one.answer)) { said = "Còn mục chưa gửi, hoặc máy chủ không nhận: gửi xong hoặc bỏ từng mục rồi mới xóa"; draw(); return; }
    try {
      await identify();
      const told = await post(`${root}${kit.id}/tra/`, {});
      if (told.refused) throw new Error(told.refused);
      await erase(kit, entries);
      said = `Đã xóa ${kit.code || "vụ việc"} khỏi máy`;
    } catch (error) {
      said = error instanceof TypeError ? "Không có mạng; hãy xóa khi có mạng" : error.message;
    }
    draw();
  };

  // What is taken along, and erased.
  const erase = async (kit, entries) => {
    for (const one of entries) await fieldStore.drop("entries", one.id);
    await fieldStore.drop("kits", kit.id);
  };
  const eraseOld = async () => {
    // A night market ends after midnight.
    const yesterday = dayOf(new Date(Date.now() - 24 * 60 * 60 * 1000));
    for (const kit of await fieldStore.all("kits")) {
      if (kit.day >= yesterday) continue;
      const entries = await entriesOf(kit.id);
      if (entries.every((one) => one.answer)) await erase(kit, entries);
      else if (kit.code) await fieldStore.put("kits", { id: kit.id, officer: kit.officer, day: kit.day });
    }
  };
  const fetchKit = async (id) => {
    if (!id || await fieldStore.get("kits", id)) return;
    const answer = await fetch(`${root}${id}/`, { credentials: "same-origin" });
    if (!answer.ok || !(answer.headers.get("Content-Type") || "").includes("json")) throw new Error("Không lấy được vụ việc về máy; hãy bấm “Mang theo” lại");
    await fieldStore.put("kits", { ...await answer.json(), officer });
    navigator.storage?.persist?.();
  };

  const start = async () => {
    try {
      await eraseOld();
      officer = (await fieldStore.get("who", "last"))?.officer || "";
    } catch {
      find("said").textContent = "Trình duyệt này không cho lưu vào máy (có thể do cửa sổ ẩn danh). Hãy dùng cửa sổ thường.";
      return;
    }
    const registered = await navigator.serviceWorker?.register(worker).catch(() => null);
    try {
      await identify();
      for (const id of location.hash.slice(1).split(",")) await fetchKit(id);
      if (location.hash) history.replaceState(null, "", root);
    } catch (error) {
      said = error instanceof TypeError ? "Không có mạng; vẫn ghi được" : error.message;
    }
    await draw();
    if (registered) await navigator.serviceWorker.ready;
    document.body.dataset.ready = registered ? "offline" : "online";
    flush();
  };
  find("send").addEventListener("click", flush);
  window.addEventListener("online", flush);
  window.addEventListener("offline", draw);
  setInterval(flush, EVERY);
  start();
})();
