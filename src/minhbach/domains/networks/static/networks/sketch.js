// The first picture of a large network: all of it at once, drawn as it lies, until the one that can be moved is ready.
"use strict";
// From where all of it is seen: the one that can be moved begins there as well.
window.frameNetwork = (place, data, padding) => {
  const xs = data.nodes.map((one) => one.x), ys = data.nodes.map((one) => one.y);
  const left = Math.min(...xs), top = Math.min(...ys), wide = Math.max(...xs) - left || 1, high = Math.max(...ys) - top || 1;
  const zoom = Math.min((place.clientWidth - 2 * padding) / wide, (place.clientHeight - 2 * padding) / high, 3);
  return { zoom, pan: { x: place.clientWidth / 2 - (left + wide / 2) * zoom, y: place.clientHeight / 2 - (top + high / 2) * zoom } };
};
// Which names can be read beside one another, the first of NODES before the later; places and SIZE as on the screen.
window.namesApart = (nodes, size) => {
  const taken = [];
  return nodes.filter(({ name, x, y }) => {
    const half = (name.length * size * 0.56) / 2, own = { left: x - half, right: x + half, top: y, bottom: y + size + 2 };
    if (taken.some((one) => own.left < one.right && one.left < own.right && own.top < one.bottom && one.top < own.bottom)) return false;
    return taken.push(own);
  });
};
window.sketchNetwork = (place, data, { zoom, pan }, { grounds, landmark }) => {
  const canvas = document.createElement("canvas"), ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = place;
  canvas.className = "network-sketch";
  canvas.width = width * ratio; canvas.height = height * ratio;
  const at = (one) => [one.x * zoom + pan.x, one.y * zoom + pan.y];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.fillStyle = "#fff"; pen.fillRect(0, 0, width, height);
  pen.beginPath();
  for (const [from, to] of data.edges) { pen.moveTo(...at(data.nodes[from])); pen.lineTo(...at(data.nodes[to])); }
  pen.strokeStyle = "#9aa8b5"; pen.lineWidth = Math.max(0.4, 1.5 * zoom); pen.stroke();
  const size = (of) => Math.max(2, of * zoom);
  for (const one of data.nodes) {
    const [x, y] = at(one), isSubject = one.kind === "subject";
    pen.fillStyle = isSubject ? grounds[one.group % grounds.length] : one.isCrowded ? "#e9edf1" : one.isOffer ? "#e6f4ea" : "#fff4dc";
    pen.strokeStyle = one.isViolator ? "#b42318" : isSubject ? "#0b5cad" : one.isOffer ? "#1e6b34" : "#7a4f00";
    pen.lineWidth = Math.max(0.6, (one.isViolator ? 5 : one.role === "operator" ? 6 : 2) * zoom);
    pen.beginPath();
    if (isSubject) pen.arc(x, y, size(one.role === "operator" ? 17 : 11), 0, 2 * Math.PI);
    else pen.rect(x - size(16) / 2, y - size(16) / 2, size(16), size(16));
    pen.fill(); pen.stroke();
  }
  pen.font = `600 ${landmark}px sans-serif`; pen.textAlign = "center"; pen.textBaseline = "top";
  const landmarks = data.nodes.filter((one) => one.landmark).sort((one, other) => one.landmark - other.landmark);
  const named = landmarks.map((one) => ({ name: one.label || "", x: at(one)[0], y: at(one)[1] + size(11) }));
  for (const { name, x, y } of namesApart(named, landmark)) {
    const half = pen.measureText(name).width / 2;
    pen.fillStyle = "rgba(255, 255, 255, .8)"; pen.fillRect(x - half, y, 2 * half, landmark + 2);
    pen.fillStyle = "#1b2733"; pen.fillText(name, x, y + 1);
  }
  place.append(canvas);
  return canvas;
};
