/* The few things a page cannot do without a script: keyboard shortcuts, focus on the error summary,
   quick exit, passing the focus on after a fragment change. Every page works without it. */
(function () {
  "use strict";

  var PLACES = { s: "Scrivania", p: "Persone", a: "Agenda" };
  var prefix = "";
  var lastEscape = 0;

  function one(selector) { return document.querySelector(selector); }

  function writing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  function follow(selector) {
    var link = one(selector);
    if (link) { link.click(); }
    return Boolean(link);
  }

  function leave() {
    var exit = one("[data-quick-exit]");
    if (exit) { window.location.replace(exit.href); }
  }

  function escape() {
    var now = Date.now();
    if (now - lastEscape < 800) { leave(); }
    lastEscape = now;
    document.querySelectorAll("details[data-popup][open]").forEach(function (popup) {
      popup.open = false;
      popup.querySelector("summary").focus();
    });
  }

  function save(event) {
    var form = event.target.form || one("form[data-save]");
    if (form && form.method === "post") { event.preventDefault(); form.requestSubmit(); }
  }

  function shortcut(key) {
    if (prefix === "g") {
      prefix = "";
      return PLACES[key] ? follow('[data-place="' + PLACES[key] + '"]') : false;
    }
    if (key === "g") { prefix = "g"; window.setTimeout(function () { prefix = ""; }, 1200); return true; }
    if (key === "/") { var box = one("#c-q"); if (box && box.offsetParent) { box.focus(); return true; } return follow("[data-key='/']"); }
    if (key === "n" || key === "e" || key === "?") { return follow('[data-key="' + key + '"]'); }
    return false;
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { escape(); return; }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { save(event); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) { return; }
    if (document.body.dataset.shortcuts === "off") { return; }
    if (shortcut(event.key)) { event.preventDefault(); }
  });

  document.addEventListener("click", function (event) {
    var exit = event.target.closest("[data-quick-exit]");
    if (exit) { event.preventDefault(); leave(); }
    if (event.target.closest("[data-print]")) { window.print(); }
    var copy = event.target.closest("[data-copy]");
    if (copy) { navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).value); copy.textContent = "Copiato"; }
  });

  document.addEventListener("DOMContentLoaded", function () {
    var summary = one("[data-error-summary]");
    if (summary) { summary.focus(); }
    if (navigator.clipboard) { document.querySelectorAll("[data-copy]").forEach(function (button) { button.hidden = false; }); }
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    var heading = event.detail.elt.querySelector("[data-focus]");
    if (heading) { heading.focus(); }
  });
}());
