// Leads: the pane beside the list, in step with it always; selection; single letters for what one does most.
(() => {
  const wide = matchMedia("(min-width: 1280px)");
  const find = (words, within = document) => within.querySelector(words);
  const rows = () => [...document.querySelectorAll(".lead-row")];
  const pane = () => find(".leads #lead");
  const place = () => `leads:${location.search}`;

  // -- the pane --
  let opened = "";
  let asked;
  const fill = (name) => pane().replaceChildren(find(`#lead-${name}`).content.cloneNode(true));
  const current = (row) => {
    rows().forEach((other) => other.classList.toggle("is-current", other === row));
    row?.scrollIntoView({ block: "nearest" });
  };
  const show = (row) => {
    const link = row && find("[data-open]", row);
    if (!link || !pane() || !wide.matches) return false;
    current(row);
    opened = row.dataset.lead;
    sessionStorage.setItem(place(), JSON.stringify({ lead: opened, index: rows().indexOf(row) }));
    load(link.href, link.textContent);
    return true;
  };
  const load = async (address, title) => {
    asked?.abort();
    const mine = (asked = new AbortController());
    // What the pane still shows is another lead: nothing can be done with it.
    pane().inert = true;
    pane().setAttribute("aria-busy", "true");
    const slow = setTimeout(() => fill("loading"), 1000);
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: mine.signal });
      const text = await answer.text();
      if (mine !== asked) return;
      const elsewhere = answer.headers.get("HX-Redirect");
      if (elsewhere) return location.assign(elsewhere);
      // A session that ended leads to the door: the whole page goes there, and comes back here.
      if (answer.redirected || answer.status === 401 || answer.headers.has("HX-Refresh")) return location.reload();
      if (answer.status >= 500) throw new Error(String(answer.status));
      pane().innerHTML = text;
      pane().scrollTop = 0;
      find("#lead-said").textContent = find("#lead-said").dataset.opened + title;
    } catch (error) {
      if (mine !== asked || error.name === "AbortError") return;
      fill("lost");
      find("[data-again]", pane()).addEventListener("click", () => load(address, title));
    } finally {
      clearTimeout(slow);
      if (mine === asked) { pane().inert = false; pane().removeAttribute("aria-busy"); }
    }
  };
  // After the list has changed: the lead that is open stays where it is still listed, else what stands in its place.
  const follow = (index) => {
    if (!pane() || !wide.matches) return;
    const all = rows();
    const same = all.find((row) => row.dataset.lead === opened);
    if (same && pane().querySelector(".lead-head")) return current(same);
    if (all.length) return void show(same ?? all[Math.min(index, all.length - 1)]);
    asked?.abort();
    opened = "";
    pane().inert = false;
    fill("none");
  };
  let waiting;
  document.addEventListener("row:current", (event) => { clearTimeout(waiting); waiting = setTimeout(() => show(event.target), 150); });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "list") { follow(0); count(); } });
  wide.addEventListener("change", () => follow(0));

  // -- selection --
  const boxes = () => [...document.querySelectorAll(".lead-row input[name=lead]")];
  const chosen = () => boxes().filter((box) => box.checked);
  const held = () => chosen().every((box) => "held" in box.dataset);
  const count = () => {
    const bulk = find("#bulk");
    if (!bulk) return;
    const number = chosen().reduce((sum, box) => sum + Number(box.dataset.count), 0);
    bulk.hidden = !number;
    document.querySelectorAll("[data-selected]").forEach((said) => { said.textContent = number; });
    // What one only sees is not laid aside or shown to others: it is taken first.
    bulk.querySelectorAll("[data-needs-held]").forEach((button) => { button.hidden = !held(); });
    find("[data-not-held]", bulk).hidden = held();
    boxes().forEach((box) => box.closest("[data-row]").setAttribute("aria-selected", box.checked));
    const all = find("[data-choose-all]");
    if (all) { all.checked = boxes().length > 0 && boxes().every((box) => box.checked); all.indeterminate = !all.checked && number > 0; }
  };
  const choose = (boxes, is) => { boxes.forEach((box) => { box.checked = is; }); count(); };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) { event.stopPropagation(); choose(boxes(), event.target.checked); }
    if (event.target.name === "lead") { event.stopPropagation(); count(); }
  }, true);

  // -- acts --
  const ask = (name) => {
    const dialog = document.getElementById(name);
    if (!dialog) return;
    dialog.showModal();
    find("[data-digit], select", dialog)?.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".leads .lead-row [data-open]");
    // Enter on the row already shown, or a click with a key held, opens the lead's own page.
    if (link && event.isTrusted && !event.ctrlKey && !event.metaKey && !event.shiftKey && show(link.closest("[data-row]"))) event.preventDefault();
    const opener = event.target.closest("[data-dialog]");
    if (opener) ask(opener.dataset.dialog);
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    refuse(event, "[data-needs-note]", "[name=note]", "[data-note-missing]");
    refuse(event, "[data-needs-to], [value=assign]", "[name=to]", "[data-to-missing]");
    refuse(event, "[data-needs-agency], [value=pass_on]", "[name=agency]", "[data-agency-missing]");
  });
  // What an act needs besides is asked for beside it, in our own words.
  const refuse = (event, button, field, sentence) => {
    const within = event.target.closest(button)?.closest("details, dialog");
    const asks = within && find(field, within);
    if (!asks || asks.value.trim()) return;
    event.preventDefault();
    find(sentence, within).hidden = false;
    asks.focus();
  };
  const fold = (letter) => {
    const summary = find(`#lead [data-key=${letter}]`);
    if (!summary) return;
    if (summary.tagName !== "SUMMARY") return summary.click();
    summary.parentElement.open = !summary.parentElement.open;
    summary.scrollIntoView({ block: "nearest" });
    summary.focus();
  };
  // With leads selected a letter acts on them; else on the lead that is open; else on the row one stands on.
  const isOpen = () => Boolean(find("#lead .lead-acts")) && !find("#lead").inert;
  const act = (letter, many) => {
    if (!chosen().length && isOpen()) return fold(letter);
    const row = find("[data-row].is-current input[name=lead]");
    if (!chosen().length && row) choose([row], true);
    if (chosen().length) many();
  };
  const letters = {
    n: () => act("n", () => find("#bulk [value=take]")?.click()),
    b: () => act("b", () => held() && ask("dismiss-many")),
    g: () => act("g", () => ask("assign-many")),
    c: () => act("c", () => held() && ask("pass-on-many")),
    t: () => find("[data-choose-matching]")?.click(),
    j: () => find(".lead-way [rel=next]")?.click(),
    k: () => find(".lead-way [rel=prev]")?.click(),
    Escape: () => {
      document.querySelectorAll("#lead .act-fold[open]").forEach((fold) => { fold.open = false; });
      choose(boxes(), false);
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target.closest(".act-fold")) return letters.Escape();
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (/^[1-9]$/.test(event.key)) {
      const reasons = find("dialog[open]") ?? find("#lead .act-fold[open]");
      const button = reasons && find(`[data-digit="${event.key}"]`, reasons);
      if (button) { event.preventDefault(); button.click(); }
      return;
    }
    if (event.target.closest("dialog") || !letters[event.key]) return;
    event.preventDefault();
    letters[event.key]();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const more = find("#more-keys");
    if (more) find("#keys dl")?.append(more.content);
    count();
    // Where one left this list one comes back to; what was there may be done with, then to what follows it.
    const left = JSON.parse(sessionStorage.getItem(place()) ?? "null");
    opened = left?.lead ?? "";
    follow(left?.index ?? 0);
  });
})();
