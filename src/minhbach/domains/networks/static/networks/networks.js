// The picture of a network. The table below it says the same, for who does not see it and where no script runs.
(() => {
  // Paper cannot be opened: what stands behind each tie is printed with it.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".network-table details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
  const place = document.querySelector("#network");
  if (!place) return;
  const section = place.closest("section");
  const find = (name) => section.querySelector(`[data-${name}]`);
  const chosen = find("chosen"), expand = find("expand"), time = find("time"), month = find("month"), groups = find("groups");
  const MOST = 2000, FIT = 30;
  // So many stand beside one another that names are read nearer by; from afar those of landmarks are.
  const CROWDED = 300, READ_FROM = 9, LANDMARK = 13, FEW = 60;

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
  const node = (one) => ({ group: "nodes", data: one, position: { x: one.x, y: one.y }, classes: one.landmark ? "landmark" : "" });
  const edges = (all) => all.edges.map(([from, to, day, said]) => {
    const since = all.days[day].slice(0, 7), source = all.nodes[from].id, target = all.nodes[to].id;
    months.add(since);
    return { group: "edges", data: { id: `${source}.${target}`, source, target, since, says: all.says[said] } };
  });
  const isSmall = matchMedia("(max-width: 700px)").matches;
  const isCrowded = data.nodes.length > CROWDED;
  const GROUNDS = ["#e7f0fa", "#e6f4ea", "#f3e8fd", "#fde7ef", "#e0f4f4", "#f1efe2", "#e9e9f7", "#fdeee0"];
  const view = frameNetwork(place, data, FIT);
  if (isCrowded) sketchNetwork(place, data, view, { grounds: GROUNDS, landmark: LANDMARK });
  // What can be moved comes after the first picture is seen.
  const library = document.createElement("script");
  library.src = place.dataset.library;
  library.addEventListener("load", draw);
  library.addEventListener("error", () => { chosen.textContent = place.dataset.failed; });
  if (isCrowded) {
    place.dataset.drawn = data.nodes.length;
    // Two frames on it has been seen.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => document.head.append(library))));
  } else document.head.append(library);

  function draw() {
    const cy = cytoscape({
      container: place,
      elements: [...data.nodes.map(node), ...edges(data)],
      layout: isCrowded ? { name: "preset", fit: false, ...view } : { name: "preset", fit: true, padding: FIT },
      minZoom: 0.03, maxZoom: 3,
      textureOnViewport: isCrowded, hideEdgesOnViewport: data.nodes.length > 1000, pixelRatio: isCrowded ? 1 : "auto",
      style: [
        { selector: "node", style: { label: "data(label)", "font-size": 11, "min-zoomed-font-size": isCrowded || isSmall ? READ_FROM : 0, color: "#1b2733", "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "ellipsis", "text-max-width": 180, width: 16, height: 16, shape: "rectangle", "background-color": "#fff4dc", "border-width": 2, "border-color": "#7a4f00" } },
        { selector: "node[kind = 'subject']", style: { shape: "ellipse", width: 22, height: 22, "background-color": isCrowded ? (one) => GROUNDS[one.data("group") % GROUNDS.length] : GROUNDS[0], "border-color": "#0b5cad" } },
        { selector: "node[?isOffer]", style: { shape: "diamond", width: 20, height: 20, "background-color": "#e6f4ea", "border-color": "#1e6b34" } },
        { selector: "node[role = 'operator']", style: { width: 34, height: 34, "border-width": 6, "border-style": isCrowded ? "solid" : "double" } },
        { selector: "node[?isViolator]", style: { "border-color": "#b42318", "border-width": 5 } },
        { selector: "node[?isCrowded]", style: { "background-color": "#e9edf1", "border-color": "#566574", "border-style": "dashed" } },
        { selector: "edge", style: { width: 1.5, "line-color": "#9aa8b5", "curve-style": "haystack" } },
        { selector: ".landmark", style: { "min-zoomed-font-size": 0, "font-weight": 600, "text-max-width": isCrowded ? 2000 : 150, "text-background-color": "#fff", "text-background-opacity": 0.8, "z-index": 2 } },
        { selector: ".hushed", style: { label: "" } },
        { selector: ".aside", style: { opacity: 0.12, label: "" } },
        { selector: ".later", style: { display: "none" } },
        { selector: "node:selected", style: { "overlay-color": "#f5b301", "overlay-opacity": 0.35, label: "data(label)", "min-zoomed-font-size": 0 } },
      ],
    });
    place.querySelector(".network-sketch")?.remove();
    place.dataset.drawn = data.nodes.length;
    place.dataset.ready = "";

    // Names of landmarks keep their size on the screen, however far one stands.
    const landmarks = cy.$(".landmark").sort((one, other) => one.data("landmark") - other.data("landmark"));
    const nameLandmarks = () => {
      if (!isCrowded && !isSmall) {
        if (data.nodes.length <= FEW) cy.nodes().style("font-size", Math.max(11, 11 / cy.zoom()));
        return;
      }
      const named = landmarks.map((one) => ({ one, name: one.data("label") || "", ...one.renderedPosition() }));
      const apart = new Set(namesApart(named, LANDMARK).map(({ one }) => one.id()));
      cy.batch(() => {
        landmarks.style("font-size", Math.max(11, LANDMARK / cy.zoom()));
        landmarks.forEach((one) => one.toggleClass("hushed", !apart.has(one.id())));
      });
    };
    let waiting = 0;
    cy.on("zoom", () => { clearTimeout(waiting); waiting = setTimeout(nameLandmarks, 80); });
    nameLandmarks();

    function say(one) {
      chosen.textContent = "";
      const link = document.createElement(one.data("isOffer") ? "strong" : "a");
      if (link.localName === "a") link.href = address(one);
      link.textContent = one.data("label") || one.data("says");
      chosen.append(link, ` · ${one.data("says")}`);
      for (const tie of one.connectedEdges().slice(0, 1)) chosen.append(` · ${tie.data("says")}`);
    }
    cy.on("select", "node", (event) => { say(event.target); expand.disabled = Boolean(event.target.data("isOffer")); });
    cy.on("unselect", "node", () => { chosen.textContent = chosen.dataset.hint; expand.disabled = true; });
    cy.on("dbltap", "node", (event) => { if (!event.target.data("isOffer")) grow(event.target); });
    cy.on("tap", "edge", (event) => { chosen.textContent = event.target.data("says"); });

    async function grow(from) {
      let more;
      try { more = await read(`${address(from, "Data")}?buoc=1`); } catch { chosen.textContent = place.dataset.failed; return; }
      const isNew = (one) => cy.getElementById(one.id).empty();
      const fresh = more.nodes.filter(isNew);
      if (!more.nodes.length || cy.nodes().length + fresh.length > MOST) { chosen.textContent = place.dataset.large; return; }
      const { x, y } = from.position(), own = more.nodes.find((one) => one.id === from.id()) || { x: 0, y: 0 };
      cy.add(fresh.map((one) => node({ ...one, landmark: 0, x: x + (one.x - own.x) / 2, y: y + (one.y - own.y) / 2 })));
      cy.add(edges(more).filter((one) => isNew(one.data)));
      setTimes();
    }

    // Shows what was known by the end of a month; what came later is hidden.
    const all = () => [...months].sort();
    const write = (until) => { month.textContent = until ? `${until.slice(5)}/${until.slice(0, 4)}` : ""; };
    function setTimes() {
      const known = all();
      section.querySelector(".network-time").hidden = known.length < 2;
      time.max = known.length - 1; time.value = time.max;
      cy.$(".later").removeClass("later");
      write(known.at(-1));
    }
    function show() {
      const until = all()[Number(time.value)];
      write(until);
      cy.batch(() => {
        const tied = new Set([data.start]);
        for (const one of cy.edges()) {
          const isLater = one.data("since") > until;
          one.toggleClass("later", isLater);
          if (!isLater) { tied.add(one.data("source")); tied.add(one.data("target")); }
        }
        for (const one of cy.nodes()) one.toggleClass("later", !tied.has(one.id()));
      });
    }
    time.addEventListener("input", show);
    setTimes();

    // One group before the others, which stay behind it.
    groups?.addEventListener("change", () => {
      cy.batch(() => cy.elements().removeClass("aside"));
      const own = cy.nodes(`[kind = 'subject'][group = ${Number(groups.value)}]`).closedNeighborhood();
      if (!groups.value || own.empty()) { cy.fit(undefined, FIT); return; }
      cy.batch(() => cy.elements().difference(own).addClass("aside"));
      cy.fit(own, FIT);
    });

    addEventListener("resize", () => { cy.resize(); cy.fit(undefined, FIT); });
    find("fit").addEventListener("click", () => cy.fit(undefined, FIT));
    expand.addEventListener("click", () => { const one = cy.$("node:selected"); if (one.nonempty()) grow(one[0]); });

    // A picture for the file says what it shows, of when and for whom, and what its marks mean.
    const SIDE = 24, LINE = 30;
    async function picture() {
      const drawing = await createImageBitmap(cy.png({ output: "blob", full: true, scale: 2, bg: "#fff", maxWidth: 6000, maxHeight: 6000 }));
      const head = [find("title").textContent, place.dataset.said, find("note").textContent];
      const marks = [...section.querySelectorAll(".network-legend li")];
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(drawing.width, 1500) + 2 * SIDE;
      canvas.height = drawing.height + (head.length + 2) * LINE + 2 * SIDE;
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.fillStyle = "#1b2733"; pen.textBaseline = "top";
      head.forEach((words, number) => {
        pen.font = `${number ? "" : "600 "}${number ? 20 : 24}px sans-serif`;
        pen.fillText(words, SIDE, SIDE + number * LINE);
      });
      pen.drawImage(drawing, (canvas.width - drawing.width) / 2, SIDE + (head.length + 0.5) * LINE);
      let left = SIDE;
      const foot = canvas.height - SIDE - LINE / 2;
      pen.font = "20px sans-serif"; pen.textBaseline = "middle";
      for (const one of marks) {
        const look = getComputedStyle(one.querySelector(".mark")), words = one.textContent.trim();
        pen.save(); pen.translate(left + 12, foot);
        if (one.querySelector(".mark-offer")) pen.rotate(Math.PI / 4);
        pen.beginPath();
        if (look.borderRadius === "50%") pen.arc(0, 0, 10, 0, 2 * Math.PI); else pen.rect(-8, -8, 16, 16);
        pen.fillStyle = look.backgroundColor; pen.fill();
        pen.strokeStyle = look.borderTopColor; pen.lineWidth = parseFloat(look.borderTopWidth);
        pen.setLineDash(look.borderTopStyle === "dashed" ? [4, 3] : []); pen.stroke(); pen.restore();
        pen.fillStyle = "#1b2733"; pen.fillText(words, left + 32, foot);
        left += 32 + pen.measureText(words).width + 36;
      }
      return canvas;
    }
    find("png").addEventListener("click", async () => {
      const link = document.createElement("a");
      link.href = (await picture()).toDataURL("image/png");
      link.download = "mang-luoi.png";
      link.click();
    });

    // Paper takes the whole picture, however near one stands on the screen.
    const paper = find("paper");
    addEventListener("beforeprint", () => { paper.src = cy.png({ full: true, scale: 2, bg: "#fff", maxWidth: 3000, maxHeight: 3000 }); });
  }
})();
