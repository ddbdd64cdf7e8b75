// Days as people here write them: typed as dd/mm/yyyy, or picked from a small calendar. Without this file one types.
(() => {
  const MONTHS = [...Array(12).keys()].map((month) => `Tháng ${month + 1}`);
  const two = (number) => String(number).padStart(2, "0");
  const real = (day, month, year) => {
    const date = new Date(year, month - 1, day);
    return date.getDate() === day && date.getMonth() === month - 1 ? date : null;
  };
  const kindOf = (field) => field.dataset.day;
  // 5/11, 5.11.26, 05112026, 2026-11-05: each is the fifth of November.
  const read = (text, kind) => {
    const said = text.trim();
    const now = new Date();
    let found = said.match(/^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?/);
    if (found) return real(Number(found[3] || 1), Number(found[2]), Number(found[1]));
    if (kind === "month") {
      found = said.match(/^(\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/);
      return found ? real(1, Number(found[1]), year(found[2], now)) : null;
    }
    found = said.match(/^(\d{2})(\d{2})(\d{4})$/) || said.match(/^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?(?:[ ,]|$)/);
    return found ? real(Number(found[1]), Number(found[2]), year(found[3], now)) : null;
  };
  const year = (said, now) => (said ? Number(said.length === 2 ? `20${said}` : said) : now.getFullYear());
  const hourOf = (text) => text.trim().match(/(?:^|[ T,])(\d{1,2})[:hg](\d{2})/);
  const write = (date, field) => {
    if (kindOf(field) === "month") return `${two(date.getMonth() + 1)}/${date.getFullYear()}`;
    const day = `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
    if (kindOf(field) !== "moment") return day;
    const hour = hourOf(field.value);
    return hour ? `${day} ${two(hour[1])}:${hour[2]}` : `${day} `;
  };
  const say = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  const close = (box, back) => {
    box.querySelector(".day-sheet")?.remove();
    box.querySelector("button").setAttribute("aria-expanded", "false");
    if (back) box.querySelector("input").focus();
  };
  const button = (words, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };
  const picture = () => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    Object.entries({ class: "icon", viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "aria-hidden": "true" }).forEach(([name, value]) => svg.setAttribute(name, value));
    path.setAttribute("d", "M4 6h16v14H4zM4 11h16M8 3v4M16 3v4");
    svg.append(path);
    return svg;
  };
  const pick = (box, date) => {
    const field = box.querySelector("input");
    field.value = write(date, field);
    close(box, true);
    say(field);
  };
  const head = (words, back, forth) => {
    const line = document.createElement("div");
    line.className = "day-sheet-head";
    const title = document.createElement("strong");
    title.textContent = words;
    title.setAttribute("aria-live", "polite");
    const [before, after] = [button("‹", "Trước", back), button("›", "Sau", forth)];
    before.className = after.className = "btn btn-sm";
    line.append(before, title, after);
    return line;
  };
  // The day under the hand, so that arrows move it and Enter takes it.
  const draw = (box, at, wants) => {
    const field = box.querySelector("input");
    const chosen = read(field.value, kindOf(field));
    box.querySelector(".day-sheet")?.remove();
    const sheet = document.createElement("div");
    sheet.className = "day-sheet";
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-label", kindOf(field) === "month" ? "Chọn tháng" : "Chọn ngày");
    box.append(sheet);
    if (kindOf(field) === "month") {
      sheet.append(head(String(at.getFullYear()), () => draw(box, new Date(at.getFullYear() - 1, 0, 1)), () => draw(box, new Date(at.getFullYear() + 1, 0, 1))));
      const grid = document.createElement("div");
      grid.className = "day-months";
      MONTHS.forEach((words, month) => {
        const date = new Date(at.getFullYear(), month, 1);
        const one = button(words, `${words} năm ${at.getFullYear()}`, () => pick(box, date));
        one.className = "btn btn-sm";
        one.setAttribute("aria-pressed", String(chosen?.getTime() === date.getTime()));
        grid.append(one);
      });
      sheet.append(grid);
      if (wants) grid.children[at.getMonth()].focus();
      return;
    }
    const move = (months) => draw(box, new Date(at.getFullYear(), at.getMonth() + months, 1));
    sheet.append(head(`${MONTHS[at.getMonth()]}/${at.getFullYear()}`, () => move(-1), () => move(1)));
    const table = document.createElement("table");
    const names = table.createTHead().insertRow();
    [["T2", "Thứ hai"], ["T3", "Thứ ba"], ["T4", "Thứ tư"], ["T5", "Thứ năm"], ["T6", "Thứ sáu"], ["T7", "Thứ bảy"], ["CN", "Chủ nhật"]].forEach(([short, long]) => {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.abbr = long;
      cell.textContent = short;
      names.append(cell);
    });
    const body = table.createTBody();
    const first = new Date(at.getFullYear(), at.getMonth(), 1);
    const date = new Date(first);
    date.setDate(1 - ((first.getDay() + 6) % 7));
    const today = new Date().toDateString();
    do {
      const row = body.insertRow();
      for (let column = 0; column < 7; column += 1) {
        const cell = row.insertCell();
        if (date.getMonth() === at.getMonth()) {
          const day = new Date(date);
          const one = button(day.getDate(), `${day.getDate()} tháng ${day.getMonth() + 1} năm ${day.getFullYear()}`, () => pick(box, day));
          one.setAttribute("aria-pressed", String(chosen?.toDateString() === day.toDateString()));
          if (today === day.toDateString()) one.setAttribute("aria-current", "date");
          one.dataset.date = day.getDate();
          cell.append(one);
        }
        date.setDate(date.getDate() + 1);
      }
    } while (date.getMonth() === at.getMonth());
    sheet.append(table);
    if (wants) sheet.querySelector(`[data-date="${at.getDate()}"]`).focus();
    sheet.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
      const day = Number(event.target.dataset.date);
      if (!steps || !day) return;
      event.preventDefault();
      draw(box, new Date(at.getFullYear(), at.getMonth(), day + steps), true);
    });
  };

  const dress = (root) => root.querySelectorAll?.("input[data-day]:not([data-is-dressed])").forEach((field) => {
    field.dataset.isDressed = "1";
    const box = document.createElement("span");
    box.className = "day-box";
    field.replaceWith(box);
    const opener = button("", kindOf(field) === "month" ? "Mở bảng chọn tháng" : "Mở lịch", () => {
      if (box.querySelector(".day-sheet")) { close(box, true); return; }
      document.querySelectorAll(".day-box").forEach((other) => other.querySelector(".day-sheet") && close(other));
      opener.setAttribute("aria-expanded", "true");
      draw(box, read(field.value, kindOf(field)) || new Date(), true);
    });
    opener.className = "btn day-open";
    opener.append(picture());
    opener.setAttribute("aria-expanded", "false");
    opener.disabled = field.disabled || field.readOnly;
    box.append(field, opener);
    // Inside a label, a click on a day would be a click on its field.
    box.addEventListener("click", (event) => event.target.closest(".day-sheet, .day-open") && event.preventDefault());
    field.addEventListener("blur", () => {
      const date = read(field.value, kindOf(field));
      if (date) field.value = write(date, field);
    });
  });
  document.addEventListener("keydown", (event) => {
    const box = event.key === "Escape" && event.target.closest?.(".day-box");
    if (box && box.querySelector(".day-sheet")) { event.preventDefault(); event.stopPropagation(); close(box, true); }
  }, true);
  document.addEventListener("click", (event) => document.querySelectorAll(".day-box").forEach((box) => {
    if (box.querySelector(".day-sheet") && event.target.isConnected && !box.contains(event.target)) close(box);
  }));
  dress(document);
  document.addEventListener("htmx:load", (event) => { dress(event.target); });
})();
