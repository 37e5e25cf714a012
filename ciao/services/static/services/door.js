/* Cards at the door: the field is always ready for a reader that types; where the browser can, the camera reads too. */
(function () {
  "use strict";

  function send(form, field, text) { field.value = text; form.requestSubmit(); }

  async function look(box, form, field) {
    var video = box.querySelector("video"), reader = new BarcodeDetector({ formats: ["qr_code"] });
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.hidden = false;
    await video.play();
    var timer = setInterval(async function () {
      var found = await reader.detect(video).catch(function () { return []; });
      if (found.length) { clearInterval(timer); sessionStorage.setItem("ciao-camera", "1"); send(form, field, found[0].rawValue); }
    }, 300);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("sv-door"), box = document.getElementById("sv-camera");
    if (!form) { return; }
    var field = form.elements.code;
    if (!document.querySelector("[data-error-summary]")) { field.focus(); }
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) { return; }
    box.hidden = false;
    function start() { look(box, form, field).catch(function () { box.hidden = true; sessionStorage.removeItem("ciao-camera"); }); }
    box.querySelector("button").addEventListener("click", start);
    if (sessionStorage.getItem("ciao-camera")) { start(); }
  });
}());
