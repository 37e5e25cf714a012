/* Things kept on this device, sealed with AES-GCM (ADR 0014). The key comes from the server to whoever has entered,
   lies here as one that cannot be taken out, and lasts half a day. The login page takes it away: what is kept stays
   sealed until the same user enters again. Leaving wipes everything. */
(function () {
  "use strict";

  var NAME = "ciao-device";
  var LASTS = 12 * 3600 * 1000;
  var opened = null;

  function asked(request) {
    return new Promise(function (done, failed) {
      request.onsuccess = function () { done(request.result); };
      request.onerror = function () { failed(request.error); };
    });
  }

  function database() {
    if (!opened) {
      var request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = function () {
        request.result.createObjectStore("keys", { keyPath: "owner" });
        request.result.createObjectStore("kept", { keyPath: "id" });
        request.result.createObjectStore("about", { keyPath: "name" });
      };
      opened = asked(request);
    }
    return opened;
  }

  async function table(name, mode) {
    return (await database()).transaction(name, mode || "readonly").objectStore(name);
  }

  async function about(name, value) {
    if (value !== undefined) { await asked((await table("about", "readwrite")).put({ name: name, value: value })); return value; }
    var row = await asked((await table("about")).get(name));
    return row ? row.value : "";
  }

  async function device() {
    return (await about("device")) || about("device", crypto.randomUUID());
  }

  function bytes(hex) {
    return Uint8Array.from(hex.match(/../g), function (pair) { return parseInt(pair, 16); });
  }

  /* Somebody has entered: their key, and nobody else's, is here for half a day. */
  async function unlock(owner, hex) {
    var key = await crypto.subtle.importKey("raw", bytes(hex), "AES-GCM", false, ["encrypt", "decrypt"]);
    await lock();
    await asked((await table("keys", "readwrite")).put({ owner: owner, key: key, until: Date.now() + LASTS }));
    await about("owner", owner);
  }

  async function lock() {
    await asked((await table("keys", "readwrite")).clear());
  }

  /* Who may read here now, with their key; nothing once it is over. */
  async function reader() {
    var owner = await about("owner");
    var row = owner ? await asked((await table("keys")).get(owner)) : null;
    if (row && row.until < Date.now()) { await lock(); return null; }
    return row || null;
  }

  function bound(owner, kind, id) { return new TextEncoder().encode([owner, kind, id].join("|")); }

  async function keep(kind, id, value) {
    var who = await reader();
    if (!who) { throw new Error("locked"); }
    var iv = crypto.getRandomValues(new Uint8Array(12));
    var body = new TextEncoder().encode(JSON.stringify(value));
    var sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: iv, additionalData: bound(who.owner, kind, id) }, who.key, body);
    await asked((await table("kept", "readwrite")).put({ id: id, owner: who.owner, kind: kind, iv: iv, sealed: sealed, at: Date.now() }));
  }

  async function openRow(row, who) {
    var given = { name: "AES-GCM", iv: row.iv, additionalData: bound(row.owner, row.kind, row.id) };
    var body = await crypto.subtle.decrypt(given, who.key, row.sealed);
    return JSON.parse(new TextDecoder().decode(body));
  }

  /* Everything of one kind that the reader may open, oldest first; what is of others, or broken, is passed over. */
  async function all(kind) {
    var who = await reader();
    if (!who) { return []; }
    var rows = (await asked((await table("kept")).getAll())).filter(function (row) {
      return row.kind === kind && row.owner === who.owner;
    });
    rows.sort(function (one, other) { return one.at - other.at; });
    var found = [];
    for (var row of rows) {
      try { found.push({ id: row.id, at: row.at, value: await openRow(row, who) }); } catch (broken) { continue; }
    }
    return found;
  }

  async function drop(id) { await asked((await table("kept", "readwrite")).delete(id)); }

  /* How many things of a kind are here of the last user, sealed or not. */
  async function count(kind) {
    var owner = await about("owner");
    var rows = await asked((await table("kept")).getAll());
    return rows.filter(function (row) { return row.kind === kind && row.owner === owner; }).length;
  }

  async function wipe() {
    for (var name of ["keys", "kept", "about"]) { await asked((await table(name, "readwrite")).clear()); }
  }

  var works = Boolean(window.indexedDB && window.crypto && crypto.subtle && crypto.randomUUID);
  window.CiaoDevice = { works: works, device: device, unlock: unlock, lock: lock, reader: reader, keep: keep, all: all, drop: drop, count: count, wipe: wipe };
  if (!works) { return; }

  /* Leaving: what is not yet sent would be lost, so it is said once; the second time one leaves all the same. */
  async function leave(form) {
    var waiting = await count("mark");
    if (waiting && !form.dataset.told) {
      form.dataset.told = "1";
      var words = document.createElement("p");
      words.className = "c-note warn";
      words.setAttribute("role", "alert");
      words.textContent = (waiting === 1 ? "1 presenza non è ancora salvata" : waiting + " presenze non sono ancora salvate") + ": se esci ora si perdono. Torna al registro, o premi Esci di nuovo.";
      form.append(words);
      return;
    }
    await wipe();
    form.submit();
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.matches("form[data-leaving]")) { return; }
    event.preventDefault();
    leave(event.target).catch(function () { event.target.submit(); });
  });
  document.addEventListener("DOMContentLoaded", function () {
    if (document.querySelector("[data-device-lock]")) { lock(); }
  });
}());
