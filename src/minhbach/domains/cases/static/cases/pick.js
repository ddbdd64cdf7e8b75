// Ticks beside a list of goods, and the short text of numbers that the form sends: each follows the other.
(() => {
  const read = (text) => {
    const found = new Set();
    for (const [, first, last] of text.replace(/\s*[-–]\s*/g, "-").matchAll(/(\d+)(?:-(\d+))?/g)) {
      for (let one = +first; one <= +(last || first) && found.size < 200000; one++) found.add(one);
    }
    return found;
  };
  const write = (numbers) => {
    const runs = [];
    for (const one of [...numbers].sort((a, b) => a - b)) {
      const run = runs.at(-1);
      if (run && one === run[1] + 1) run[1] = one;
      else runs.push([one, one]);
    }
    return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(", ");
  };
  const all = (pick) => pick.dataset.all ? read(pick.dataset.all) : new Set();
  const input = (pick) => document.getElementById(pick.dataset.pick);
  const chosen = (pick) => {
    const text = input(pick).value.trim();
    return /^tất cả$/i.test(text) ? all(pick) : read(text);
  };
  const show = (pick) => {
    const numbers = chosen(pick);
    pick.querySelectorAll("[data-pick-number]").forEach((box) => { box.checked = numbers.has(+box.dataset.pickNumber); });
    const count = pick.querySelector("[data-pick-count]");
    if (count) count.textContent = count.dataset.words.replace("{n}", numbers.size.toLocaleString("vi"));
  };
  const change = (pick, numbers, is_in) => {
    const now = chosen(pick);
    for (const one of numbers) is_in ? now.add(one) : now.delete(one);
    input(pick).value = write(now);
    show(pick);
  };
  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-pick-number]");
    if (box) change(box.closest(".pick"), [+box.dataset.pickNumber], box.checked);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick-add], [data-pick-remove]");
    if (!button) return;
    const numbers = button.dataset.pickAdd ?? button.dataset.pickRemove;
    change(button.closest(".pick"), read(numbers), button.dataset.pickAdd !== undefined);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-pick-numbers]")) document.querySelectorAll(".pick").forEach(show);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const pick = event.target.closest?.(".pick");
    if (!pick) return;
    // The first list is unsearched: its numbers are all there are.
    if (!pick.dataset.all) pick.dataset.all = pick.querySelector("[data-pick-add]")?.dataset.pickAdd ?? "";
    show(pick);
  });
})();
