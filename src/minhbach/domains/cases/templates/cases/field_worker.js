// Keeps the page of the field and its files, so that it opens without a network. Nothing of a case passes through here.
const SHELL = "{% url 'cases:field' %}";
const FILES = [
  "{% static 'office/icon.svg' %}",
  "{% static 'office/fonts.css' %}",
  "{% static 'office/base.css' %}",
  "{% static 'office/office.css' %}",
  "{% static 'cases/field.css' %}",
  "{% static 'cases/field_store.js' %}",
  "{% static 'cases/field.js' %}",
  "{% static 'be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2' %}",
  "{% static 'be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff2' %}",
  "{% static 'be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2' %}",
  "{% static 'be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff2' %}",
];
// Files are named by their content: another release is another list, and so another cache.
const CACHE = `hien-truong ${FILES.join(" ")}`;
// Where the network hangs rather than fails, the page that is here is shown.
const PATIENCE = 3000;

const isShell = (answer) => answer.ok && !answer.redirected;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  const shell = await fetch(SHELL, { cache: "no-store" });
  if (isShell(shell)) await cache.put(SHELL, shell);
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.clients.claim();
})()));

const shellOf = async (request) => {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(SHELL);
  const fetched = fetch(request).then(async (answer) => {
    if (isShell(answer)) await cache.put(SHELL, answer.clone());
    return answer;
  });
  if (!kept) return fetched;
  const late = new Promise((resolve) => { setTimeout(() => resolve(kept.clone()), PATIENCE); });
  return Promise.race([fetched.catch(() => kept), late]);
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === SHELL) event.respondWith(shellOf(request));
  else if (FILES.some((file) => file.split("?")[0] === pathname)) event.respondWith(caches.match(request, { cacheName: CACHE }).then((kept) => kept || fetch(request)));
});
