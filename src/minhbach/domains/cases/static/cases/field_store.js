// The device's own store: what was taken along, and what was written. One record is written at a time, whole or not.
const fieldStore = (() => {
  let opened;
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const open = () => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("hien-truong", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("kits", { keyPath: "id" });
        request.result.createObjectStore("entries", { keyPath: "id" });
        request.result.createObjectStore("who", { keyPath: "id" });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opened;
  };
  const within = async (names, mode, act) => {
    const transaction = (await open()).transaction(names, mode);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const found = await act(transaction);
    await ended;
    return found;
  };
  return {
    all: (name) => within([name], "readonly", (one) => asked(one.objectStore(name).getAll())),
    get: (name, id) => within([name], "readonly", (one) => asked(one.objectStore(name).get(id))),
    put: (name, record) => within([name], "readwrite", (one) => asked(one.objectStore(name).put(record))),
    drop: (name, id) => within([name], "readwrite", (one) => asked(one.objectStore(name).delete(id))),
  };
})();
