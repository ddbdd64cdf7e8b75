// Looks for the number whose key begins as asked (ALTCHA's second protocol, PBKDF2), beside the page, not in it.
"use strict";
const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
const hex = (found) => Array.from(found, (one) => one.toString(16).padStart(2, "0")).join("");
onmessage = async ({ data: asked }) => {
  const salt = bytes(asked.salt), nonce = bytes(asked.nonce), password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  for (let counter = 0; ; counter++) {
    new DataView(password.buffer).setUint32(nonce.length, counter);
    const raw = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const found = hex(new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: asked.cost }, raw, asked.keyLength * 8)));
    if (found.startsWith(asked.keyPrefix)) { postMessage({ counter, derivedKey: found }); return; }
  }
};
