/* Draws what a finger or a mouse does on the pad and puts the points in a hidden field.
   Without a script, or with the keyboard, one signs by typing one's name. */
(function () {
  "use strict";

  function start(pad) {
    var field = document.getElementById(pad.dataset.strokes);
    var path = pad.querySelector("path");
    var clear = document.querySelector("[data-pad-clear]");
    var box = pad.viewBox.baseVal;
    var strokes = field.value ? JSON.parse(field.value) : [];
    var drawing = false;

    function point(event) {
      var area = pad.getBoundingClientRect();
      var x = Math.round((event.clientX - area.left) * box.width / area.width);
      var y = Math.round((event.clientY - area.top) * box.height / area.height);
      return [Math.max(0, Math.min(box.width, x)), Math.max(0, Math.min(box.height, y))];
    }

    function show() {
      path.setAttribute("d", strokes.map(function (stroke) {
        return "M" + stroke.concat([stroke[0]].slice(stroke.length > 1 ? 1 : 0)).join("L");
      }).join(" "));
      field.value = strokes.length ? JSON.stringify(strokes) : "";
      clear.hidden = !strokes.length;
    }

    pad.addEventListener("pointerdown", function (event) {
      drawing = true;
      pad.setPointerCapture(event.pointerId);
      strokes.push([point(event)]);
      show();
    });
    pad.addEventListener("pointermove", function (event) {
      if (!drawing) { return; }
      strokes[strokes.length - 1].push(point(event));
      show();
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      pad.addEventListener(name, function () { drawing = false; });
    });
    clear.addEventListener("click", function () { strokes = []; show(); });
    show();
  }

  document.addEventListener("DOMContentLoaded", function () {
    var pad = document.getElementById("pad");
    if (pad) { start(pad); }
  });
}());
