// While figures are typed, each total says what its groups add up to.
document.addEventListener("DOMContentLoaded", () => {
  const typed = (cell) => {
    const words = cell.querySelector("input").value.replace(/[.\s]/g, "");
    return /^\d*$/.test(words) ? Number(words) : NaN;
  };
  const say = (code) => {
    const [total] = document.querySelectorAll(`[data-total-of="${code}"]`);
    const parts = [...document.querySelectorAll(`[data-part-of="${code}"]`)].map(typed);
    const sum = parts.reduce((all, one) => all + one, 0);
    const place = document.querySelector(`[data-sum-of="${code}"]`);
    const agrees = sum === typed(total);
    place.textContent = Number.isNaN(sum) || (sum === 0 && agrees) ? "" : `các nhóm: ${sum.toLocaleString("vi-VN")}${agrees ? " ✓" : ""}`;
    place.classList.toggle("is-off", !agrees);
  };
  const codes = new Set([...document.querySelectorAll("[data-total-of]")].map((cell) => cell.dataset.totalOf));
  codes.forEach(say);
  document.addEventListener("input", (event) => {
    const cell = event.target.closest("[data-total-of], [data-part-of]");
    if (cell) say(cell.dataset.totalOf ?? cell.dataset.partOf);
  });
});
