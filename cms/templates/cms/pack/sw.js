// Shows what was kept when there is no network. Keeps nothing by itself but the shell below. ES2015.
// The pages put packs into caches named "pack:<village>" (cms/keep.js); part 4 adds its queue beside them.
"use strict";
const SHELL = "shell:1";
const FILES = [{% for file in shell %}"{{ file|escapejs }}", {% endfor %}"/offline/", "/en/offline/"];
const CLOSED = /^(\/en)?\/(admin|accounts|case|check|chat|feedback|updates|api|documents)\//;

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(SHELL).then(function (cache) {
    return Promise.all(FILES.map(function (file) {
      return fetch(file, { credentials: "omit" }).then(function (answer) {
        if (answer.ok && !answer.redirected) { return cache.put(file, answer); }
      });
    }));
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.indexOf("shell:") === 0 && name !== SHELL; })
      .map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

// The pack of this village, or the page that lists what is kept.
function kept(url) {
  const english = url.pathname.indexOf("/en/") === 0;
  const village = url.pathname.match(/^(?:\/en)?\/villages\/([\w-]+)\//);
  const pack = village ? (english ? "/en" : "") + "/villages/" + village[1] + "/pack.html" : "";
  return (pack ? caches.match(pack) : Promise.resolve()).then(function (found) {
    return found || caches.match(english ? "/en/offline/" : "/offline/");
  });
}

self.addEventListener("fetch", function (event) {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || CLOSED.test(url.pathname)) { return; }
  event.respondWith(fetch(event.request).catch(function (problem) {
    if (event.request.mode === "navigate") { return kept(url); }
    return caches.match(url.pathname).then(function (found) {
      if (found) { return found; }
      throw problem;
    });
  }));
});
