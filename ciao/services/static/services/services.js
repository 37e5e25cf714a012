/* Attendance from the keyboard: P R A G give the answer and pass to the next person, up and down change person.
   Without it the page works the same, with Tab and the arrows of each group of answers. */
(function () {
  "use strict";

  var roll = null;

  function rows() { return Array.prototype.slice.call(roll.children); }

  function focus(row) {
    var answer = row && (row.querySelector("input[type=radio]:checked") || row.querySelector("input[type=radio]"));
    if (answer) { answer.focus(); }
  }

  function count() {
    var found = {};
    rows().forEach(function (row) {
      var answer = row.querySelector("input[type=radio]:checked");
      var key = answer ? answer.value : "";
      found[key] = (found[key] || 0) + 1;
    });
    document.querySelectorAll("[data-count]").forEach(function (cell) {
      cell.textContent = found[cell.dataset.count] || 0;
    });
    var said = document.querySelector("[data-said]");
    var left = found[""] || 0;
    var rest = document.querySelector("button[value=rest]");
    if (rest) {
      rest.hidden = !left;
      rest.textContent = left === rows().length ? "Tutti presenti" : "Segna presenti quelle che mancano";
    }
    if (said) { said.textContent = (rows().length - left) + " su " + rows().length + (left ? ", " + left + " da segnare" : ""); }
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "radio") { return; }
    var row = event.target.closest("li");
    var all = rows();
    var here = all.indexOf(row);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      focus(all[here + (event.key === "ArrowDown" ? 1 : -1)]);
      return;
    }
    if (document.body.dataset.shortcuts === "off" || event.key.length !== 1) { return; }
    var answer = row.querySelector('input[value="' + CSS.escape(event.key.toUpperCase()) + '"]');
    if (!answer) { return; }
    event.preventDefault();
    answer.checked = true;
    answer.dispatchEvent(new Event("change", { bubbles: true }));
    focus(all[here + 1] || row);
  }

  document.addEventListener("DOMContentLoaded", function () {
    roll = document.querySelector("[data-roll]");
    if (!roll) { return; }
    roll.addEventListener("keydown", press);
    roll.addEventListener("change", count);
    ["ciao:counted", "ciao:drawn"].forEach(function (name) { document.addEventListener(name, count); });
    count();
  });
}());
