// A custodian's key is made, kept and used in this browser: no passphrase, private key or opened name is ever sent.
// The file a custodian keeps is his private key (PKCS #8) under AES-256-GCM, whose key is made of the passphrase
// (PBKDF2-SHA256). What is opened is JSON Web Encryption (RFC 7516): RSA-OAEP-256 and A256GCM, by Web Cryptography.
"use strict";
(() => {
  const ROUNDS = 600000, BITS = 3072, SHORTEST = 16;
  const RSA = { name: "RSA-OAEP", hash: "SHA-256" };
  const words = {
    short: `Mật khẩu khóa cần từ ${SHORTEST} ký tự: hãy dùng bốn, năm từ không liên quan nhau.`,
    unlike: "Hai lần gõ mật khẩu khóa không giống nhau.",
    making: "Đang tạo khóa…",
    wrong: "Không mở được: sai mật khẩu khóa, sai tệp khóa, hoặc niêm phong không dành cho khóa này.",
    file: "Hãy chọn tệp khóa.",
    opening: "Đang mở…",
    insecure: "Trình duyệt chỉ cho dùng khóa qua HTTPS. Hãy mở trang này bằng địa chỉ https.",
  };
  const text = new TextEncoder(), plain = new TextDecoder();
  const written = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const read = (said) => Uint8Array.from(atob(said.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

  const locked = async (passphrase, salt, rounds) => crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds },
    await crypto.subtle.importKey("raw", text.encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]),
    { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"],
  );

  const make = async (passphrase) => {
    const pair = await crypto.subtle.generateKey({ ...RSA, modulusLength: BITS, publicExponent: new Uint8Array([1, 0, 1]) }, true, ["wrapKey", "unwrapKey"]);
    const salt = crypto.getRandomValues(new Uint8Array(16)), iv = crypto.getRandomValues(new Uint8Array(12));
    const kept = await crypto.subtle.wrapKey("pkcs8", pair.privateKey, await locked(passphrase, salt, ROUNDS), { name: "AES-GCM", iv });
    const { kty, n, e } = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const file = { what: "Khóa riêng của người giữ danh tính, Minh Bạch. Giữ kín, giữ hai bản.", rounds: ROUNDS, salt: written(salt), iv: written(iv), kept: written(kept) };
    return { jwk: { kty, n, e }, file: JSON.stringify(file, null, 1) };
  };

  const open = async (sealed, file, passphrase) => {
    const given = JSON.parse(file);
    const key = await crypto.subtle.unwrapKey("pkcs8", read(given.kept), await locked(passphrase, read(given.salt), given.rounds), { name: "AES-GCM", iv: read(given.iv) }, RSA, false, ["unwrapKey"]);
    // Who has two keys need not know which is the older: the one in his hand fits one recipient or none.
    const box = await Promise.any(sealed.recipients.map((one) => crypto.subtle.unwrapKey("raw", read(one.encrypted_key), key, RSA, "AES-GCM", false, ["decrypt"])));
    const body = new Uint8Array([...read(sealed.ciphertext), ...read(sealed.tag)]);
    const told = await crypto.subtle.decrypt({ name: "AES-GCM", iv: read(sealed.iv), additionalData: text.encode(sealed.protected) }, box, body);
    return JSON.parse(plain.decode(told));
  };

  const tell = (form, said) => { form.querySelector("[data-told]").textContent = said; };
  const value = (form, name) => form.querySelector(`[data-${name}]`).value;

  const making = (form) => form.addEventListener("submit", async (event) => {
    if (form.elements.jwk.value) return;
    event.preventDefault();
    // The page counts a form as sent when it hears of it: this one is sent once there is a key.
    event.stopPropagation();
    const passphrase = value(form, "passphrase");
    if (passphrase.length < SHORTEST) { tell(form, words.short); return; }
    if (passphrase !== value(form, "again")) { tell(form, words.unlike); return; }
    tell(form, words.making);
    const made = await make(passphrase);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([made.file], { type: "application/json" }));
    link.download = "khoa-rieng-minh-bach.json";
    document.body.append(link); link.click(); link.remove();
    form.elements.jwk.value = JSON.stringify(made.jwk);
    form.requestSubmit();
  });

  const opening = (form) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [file] = form.querySelector("[data-file]").files;
    if (!file) { tell(form, words.file); return; }
    tell(form, words.opening);
    try {
      const sealed = JSON.parse(document.getElementById(form.dataset.sealed).textContent);
      const told = await open(sealed, await file.text(), value(form, "passphrase"));
      const list = document.querySelector("[data-opened]"), labels = JSON.parse(form.dataset.labels);
      list.replaceChildren();
      for (const [name, said] of Object.entries(told)) {
        const term = document.createElement("dt"), fact = document.createElement("dd");
        term.textContent = labels[name] || name; fact.textContent = said;
        list.append(term, fact);
      }
      list.hidden = false; form.hidden = true; list.tabIndex = -1; list.focus();
    } catch { tell(form, words.wrong); }
    form.querySelector("[data-passphrase]").value = "";
  });

  for (const form of document.querySelectorAll("[data-make-key], [data-open-box]")) {
    if (!window.isSecureContext || !crypto.subtle) { tell(form, words.insecure); form.querySelector("button").disabled = true; continue; }
    (form.matches("[data-make-key]") ? making : opening)(form);
  }
})();
