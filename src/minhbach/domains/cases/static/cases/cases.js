// Forms of a case: long lists of choices are searched, goods are entered as rows. Without this file both still work.
(() => {
  const MANY = 9;
  const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

  const searchable = (group) => {
    const labels = [...group.querySelectorAll("label.form-check")];
    if (labels.length < MANY || group.querySelector("[data-search-choices]")) return;
    const box = document.createElement("input");
    Object.assign(box, { type: "search", className: "form-control", placeholder: "Tìm trong danh sách" });
    box.setAttribute("aria-label", "Tìm trong danh sách");
    box.dataset.searchChoices = "";
    box.addEventListener("input", () => {
      const words = bare(box.value).split(/\s+/).filter(Boolean);
      for (const label of labels) {
        const text = bare(label.textContent);
        label.hidden = !label.querySelector("input").checked && !words.every((word) => text.includes(word));
      }
    });
    // The box is no field of the form: what is typed in it neither travels nor asks for a preview.
    for (const name of ["change", "keydown"]) box.addEventListener(name, (event) => {
      event.stopPropagation();
      if (event.key === "Enter") event.preventDefault();
    });
    group.querySelector("legend").after(box);
    group.classList.add("is-long");
  };

  const COLUMNS = ["Tên hàng hóa", "Nhãn hiệu, xuất xứ", "Đơn vị", "Số lượng", "Đơn giá", "Thành tiền"];
  const NUMBERS = new Set([3, 4, 5]);

  const rowsOf = (area) => {
    const rows = area.value.split("\n").map((line) => line.split("\t")).filter((cells) => cells.some((one) => one.trim()));
    return rows.length && /^tên/i.test(rows[0][0].trim()) ? rows.slice(1) : rows;
  };

  const goodsTable = (area) => {
    if (area.dataset.hasRows) return;
    area.dataset.hasRows = "1";
    const table = document.createElement("div");
    table.className = "goods-rows";
    const more = document.createElement("button");
    Object.assign(more, { type: "button", className: "btn btn-sm", textContent: "Thêm dòng" });
    const pasted = document.createElement("details");
    pasted.className = "why";
    // At a desk one pastes first; in the hand one fills in.
    pasted.open = !area.value.trim() && matchMedia("(min-width: 641px)").matches;
    const summary = document.createElement("summary");
    summary.textContent = "Dán cả bảng từ Excel";
    area.before(table, more, pasted);
    pasted.append(summary, area);

    let waiting = 0;
    const keep = () => {
      area.value = [...table.children]
        .map((row) => [...row.querySelectorAll("input")].map((input) => input.value.replace(/[\t\n]/g, " ").trim()))
        .filter((cells) => cells.some(Boolean)).map((cells) => cells.join("\t")).join("\n");
      clearTimeout(waiting);
      waiting = setTimeout(() => area.dispatchEvent(new Event("change", { bubbles: true })), 400);
    };
    const add = (cells) => {
      const row = document.createElement("div");
      row.className = "goods-row";
      COLUMNS.forEach((words, index) => {
        const label = document.createElement("label");
        const input = document.createElement("input");
        label.append(words, input);
        input.className = "form-control";
        input.value = (cells[index] || "").trim();
        if (NUMBERS.has(index)) input.inputMode = "decimal";
        row.append(label);
      });
      const off = document.createElement("button");
      Object.assign(off, { type: "button", className: "btn btn-sm", textContent: "Bỏ" });
      off.setAttribute("aria-label", "Bỏ dòng hàng này");
      off.addEventListener("click", () => { row.remove(); keep(); });
      row.append(off);
      table.append(row);
      return row;
    };
    const show = () => {
      table.replaceChildren();
      const rows = rowsOf(area);
      (rows.length ? rows : [[]]).forEach(add);
    };
    table.addEventListener("input", (event) => { event.stopPropagation(); keep(); });
    // A cell of its own says nothing to whoever listens to the list; the list does, once it is written.
    table.addEventListener("change", (event) => event.stopPropagation());
    table.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text");
      if (!/[\t\n]/.test(text.trim())) return;
      event.preventDefault();
      area.value = [area.value, text].filter((one) => one.trim()).join("\n");
      show();
      keep();
    });
    more.addEventListener("click", () => add([]).querySelector("input").focus());
    area.addEventListener("input", show);
    show();
  };

  const addPart = (button) => {
    const part = document.querySelector(".act-part[hidden]");
    if (part) {
      part.hidden = false;
      part.open = true;
      part.querySelector("select, input, textarea")?.focus();
    }
    button.hidden = !document.querySelector(".act-part[hidden]");
  };
  const foldParts = (root) => {
    const parts = [...root.querySelectorAll(".act-part[data-empty]")].slice(root.querySelector(".act-part:not([data-empty])") ? 0 : 1);
    for (const part of parts) part.hidden = true;
    const button = root.querySelector("[data-add-part]");
    if (button) button.hidden = !parts.length;
  };

  // A form whose fields follow a choice is drawn anew by the server. What was typed meanwhile is newer than its answer.
  const typedIn = (root) => [...root.querySelectorAll("textarea[name], input[name]:not([type=hidden], [type=file], [type=radio])")];
  const saidBy = (field) => (field.type === "checkbox" ? String(field.checked) : field.value);
  const placeOf = (field) => `${field.name} ${field.type === "checkbox" ? field.value : ""}`;
  const sent = new Map();
  const newer = new Map();
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.target?.id !== "act-fields") return;
    sent.clear();
    for (const field of typedIn(event.detail.target)) sent.set(placeOf(field), saidBy(field));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "act-fields") return;
    newer.clear();
    for (const field of typedIn(event.detail.target)) {
      if (sent.has(placeOf(field)) && sent.get(placeOf(field)) !== saidBy(field)) newer.set(placeOf(field), field);
    }
  });
  document.addEventListener("htmx:afterSwap", () => {
    const drawn = newer.size && document.querySelector("#act-fields");
    if (!drawn) return;
    for (const field of typedIn(drawn)) {
      const typed = newer.get(placeOf(field));
      if (!typed) continue;
      if (field.type === "checkbox") { field.checked = typed.checked; continue; }
      const [from, to] = [typed.selectionStart, typed.selectionEnd];
      field.value = typed.value;
      if (document.activeElement === field) field.setSelectionRange(from, to);
    }
    newer.clear();
  });

  const begin = (root) => {
    root.querySelectorAll("main fieldset.field-group, fieldset.field-group").forEach(searchable);
    root.querySelectorAll("textarea[data-goods-paste]").forEach(goodsTable);
    if (root.querySelector(".act-part")) foldParts(root);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-part]");
    if (button) addPart(button);
  });
  document.addEventListener("htmx:afterSettle", () => begin(document));
  begin(document);
})();
