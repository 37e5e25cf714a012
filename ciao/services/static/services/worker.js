/* Served at /corsi/senza-rete/lavoro/. Keeps the empty shell and its styles and scripts: never a page with names.
   Without network, the page of a register is the shell, which draws what is sealed on the device. */
"use strict";

const SHELL = "/corsi/senza-rete/";
const BOX = "ciao-guscio-1";
const REGISTER = /^\/corsi\/incontri\/[0-9a-f-]{36}\/presenze\/$/;

async function fill() {
  const box = await caches.open(BOX);
  const shell = await fetch(SHELL, { credentials: "same-origin", cache: "no-store", redirect: "error" });
  if (!shell.ok) { throw new Error(String(shell.status)); }
  const text = await shell.clone().text();
  const parts = [...text.matchAll(/(?:src|href)="(\/static\/[^"#]+)/g)].map(function (found) { return found[1]; });
  await box.put(SHELL, shell);
  await Promise.all([...new Set(parts)].map(function (part) { return box.add(part).catch(function () {}); }));
}

async function part(request) {
  const box = await caches.open(BOX);
  try {
    const found = await fetch(request);
    if (found.ok) { await box.put(request.url.split("#")[0], found.clone()); }
    return found;
  } catch (gone) {
    return (await box.match(request.url.split("#")[0])) || Response.error();
  }
}

async function page(request) {
  try { return await fetch(request); } catch (gone) {
    return (await (await caches.open(BOX)).match(SHELL)) || Response.error();
  }
}

self.addEventListener("install", function (event) { event.waitUntil(fill().then(function () { return self.skipWaiting(); })); });
self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name !== BOX; }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});
self.addEventListener("fetch", function (event) {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) { return; }
  if (url.pathname.startsWith("/static/")) { event.respondWith(part(event.request)); return; }
  const isShell = url.pathname === SHELL || REGISTER.test(url.pathname);
  if (event.request.mode === "navigate" && isShell) { event.respondWith(page(event.request)); }
});
