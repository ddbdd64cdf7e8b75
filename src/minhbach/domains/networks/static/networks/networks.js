// The picture of a network. The table below it says the same, for who does not see it and where no script runs.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("#network");
  if (!place) return;
  const section = place.closest("section");
  const find = (name) => section.querySelector(`[data-${name}]`);
  const chosen = find("chosen"), expand = find("expand"), time = find("time"), month = find("month");
  const MOST = 2000;

  async function read(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }
  const data = JSON.parse(document.querySelector("#network-data").textContent);
  const ANY = "00000000-0000-0000-0000-000000000000";
  const address = (one, what = "") => {
    const kind = one.data("kind") === "subject" ? "subject" : "value";
    return place.dataset[kind + what].replace(ANY, one.id());
  };

  const months = new Set();
  const node = (one) => ({ group: "nodes", data: one, position: { x: one.x, y: one.y } });
  const edge = (one) => { months.add(one.since.slice(0, 7)); return { group: "edges", data: one }; };
  const isSmall = matchMedia("(max-width: 700px)").matches;
  // Of a large picture the names of values are read in the table, or by choosing one.
  const isCrowded = data.nodes.length > 300;
  const cy = cytoscape({
    container: place,
    elements: [...data.nodes.map(node), ...data.edges.map(edge)],
    layout: { name: "preset", fit: true, padding: 30 },
    minZoom: 0.03, maxZoom: 3,
    textureOnViewport: isCrowded, hideEdgesOnViewport: data.nodes.length > 1000, pixelRatio: isCrowded ? 1 : "auto",
    style: [
      { selector: "node", style: { label: isCrowded || isSmall ? "" : "data(label)", "font-size": 11, color: "#1b2733", "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "ellipsis", "text-max-width": 150, width: 16, height: 16, shape: "rectangle", "background-color": "#fff4dc", "border-width": 2, "border-color": "#7a4f00" } },
      { selector: "node[kind = 'subject']", style: { shape: "ellipse", width: 22, height: 22, "background-color": "#e7f0fa", "border-color": "#0b5cad", label: isSmall ? "" : "data(label)" } },
      { selector: "node[role = 'operator']", style: { width: 34, height: 34, "border-width": 6, "border-style": "double" } },
      { selector: "node[?isViolator]", style: { "border-color": "#b42318", "border-width": 5 } },
      { selector: "node[?isCrowded]", style: { "background-color": "#e9edf1", "border-color": "#566574", "border-style": "dashed" } },
      { selector: "edge", style: { width: 1.5, "line-color": "#9aa8b5", "curve-style": "haystack" } },
      { selector: "node:selected", style: { "overlay-color": "#f5b301", "overlay-opacity": 0.35, label: "data(label)" } },
      { selector: `node[id = "${data.start}"]`, style: { label: "data(label)", "font-weight": 600 } },
    ],
  });
  place.dataset.drawn = data.nodes.length;

  function say(one) {
    chosen.textContent = "";
    const link = document.createElement("a");
    link.href = address(one);
    link.textContent = one.data("label") || one.data("says");
    chosen.append(link, ` · ${one.data("says")}`);
    for (const tie of one.connectedEdges().slice(0, 1)) chosen.append(` · ${tie.data("says")}`);
  }
  cy.on("select", "node", (event) => { say(event.target); expand.disabled = false; });
  cy.on("unselect", "node", () => { chosen.textContent = chosen.dataset.hint; expand.disabled = true; });
  cy.on("dbltap", "node", (event) => grow(event.target));
  cy.on("tap", "edge", (event) => { chosen.textContent = event.target.data("says"); });

  async function grow(from) {
    let more;
    try { more = await read(`${address(from, "Data")}?buoc=1`); } catch { chosen.textContent = place.dataset.failed; return; }
    const isNew = (one) => cy.getElementById(one.id).empty();
    const fresh = more.nodes.filter(isNew);
    if (!more.nodes.length || cy.nodes().length + fresh.length > MOST) { chosen.textContent = place.dataset.large; return; }
    const { x, y } = from.position(), own = more.nodes.find((one) => one.id === from.id()) || { x: 0, y: 0 };
    cy.add(fresh.map((one) => node({ ...one, x: x + (one.x - own.x) / 2, y: y + (one.y - own.y) / 2 })));
    cy.add(more.edges.filter(isNew).map(edge));
    setTimes();
  }

  // Shows what was known by the end of a month; what came later is hidden.
  function setTimes() {
    const all = [...months].sort();
    section.querySelector(".network-time").hidden = all.length < 2;
    time.max = all.length - 1; time.value = time.max;
    show(all);
  }
  function show(all) {
    const until = all[Number(time.value)];
    month.textContent = until ? `${until.slice(5)}/${until.slice(0, 4)}` : "";
    cy.batch(() => {
      cy.edges().forEach((one) => { one.style("display", one.data("since").slice(0, 7) <= until ? "element" : "none"); });
      cy.nodes().forEach((one) => {
        const isTied = one.id() === data.start || one.connectedEdges().some((tie) => tie.style("display") === "element");
        one.style("display", isTied ? "element" : "none");
      });
    });
  }
  time.addEventListener("input", () => show([...months].sort()));
  setTimes();

  addEventListener("resize", () => { cy.resize(); cy.fit(undefined, 30); });
  find("fit").addEventListener("click", () => cy.fit(undefined, 30));
  expand.addEventListener("click", () => { const one = cy.$("node:selected"); if (one.nonempty()) grow(one[0]); });
  find("png").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = cy.png({ full: true, scale: 2, bg: "#fff", maxWidth: 6000, maxHeight: 6000 });
    link.download = "mang-luoi.png";
    link.click();
  });
});
