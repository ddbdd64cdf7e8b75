// While somebody types, this device does a little work, so that sending ten thousand forms costs more than sending one.
// Without it a form is taken in all the same. `toll.paid(form)` gives what was worked out, or nothing after a while.
"use strict";
(() => {
  const PATIENCE = 20000, FRESH = 90 * 60000;
  const paid = new Map();  // press → when it was begun, and what comes of it
  const script = document.currentScript.src.replace("toll.js", "toll-worker.js");
  const worked = async (form, press) => {
    const answer = await fetch(`${form.dataset.toll}?press=${press}`, { credentials: "omit" });
    if (!answer.ok) return "";
    const challenge = await answer.json(), worker = new Worker(script);
    try {
      const solution = await new Promise((done, failed) => { worker.onmessage = (told) => done(told.data); worker.onerror = failed; worker.postMessage(challenge.parameters); });
      return solution ? btoa(JSON.stringify({ challenge, solution })) : "";
    } finally { worker.terminate(); }
  };
  const begin = (form) => {
    const press = form.elements.press.value, known = paid.get(press);
    if (known && Date.now() - known.at < FRESH) return known.work;
    const work = worked(form, press).catch(() => { paid.delete(press); return ""; });
    paid.set(press, { at: Date.now(), work });
    return work;
  };
  window.toll = { paid: (form) => form.dataset.toll && window.Worker && window.crypto?.subtle ? Promise.race([begin(form), new Promise((done) => setTimeout(done, PATIENCE, ""))]) : "" };
  // A short form that goes as it is, with what was worked out.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!("paid" in form.dataset) || !window.toll) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    form.elements.toll.value = await window.toll.paid(form);
    form.submit();
  });
  document.addEventListener("input", ({ target }) => { if (target.form?.dataset.toll) window.toll.paid(target.form); });
})();
