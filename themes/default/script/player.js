/* Captions are made of the transcript in the page, since no browser loads them from a disk; a line of
 * it leads to its place in the recording, and what is being said is marked. ES5. */
(function () {
  "use strict";
  var players = [];

  function each(list, change) {
    Array.prototype.forEach.call(list, change);
  }

  function time(line, name) {
    return parseFloat(line.getAttribute("data-" + name));
  }

  /* The first <track> gives them name and language. Where files are of no origin the others cannot be
   * had at all, and would be a choice of nothing. */
  function addCaptions(video, lines) {
    var Cue = window.VTTCue;
    var language = lines[0].parentNode.getAttribute("data-language");
    var label = language;
    if (!Cue || !video.addTextTrack) { return; }
    each(video.querySelectorAll("track"), function (track) {
      if (track.getAttribute("srclang") === language) { label = track.label; }
      if (track.getAttribute("srclang") === language || location.protocol === "file:") { video.removeChild(track); }
    });
    var track = video.addTextTrack("captions", label, language);
    each(lines, function (line) {
      var cue = new Cue(time(line, "from"), time(line, "to"), "");
      cue.text = line.querySelector("span").textContent.replace(/&/g, "&amp;").replace(/</g, "&lt;");
      track.addCue(cue);
    });
    track.mode = "showing";
  }

  function play(media) {
    var promise = media.play();
    if (promise && promise.catch) { promise.catch(function () { return; }); }
  }

  /* Within its own box alone: a page that moves by itself is not to be read. */
  function bringIntoView(line) {
    var box = line.parentNode;
    if (line.offsetTop < box.scrollTop || line.offsetTop + line.offsetHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = line.offsetTop;
    }
  }

  function mark(lines, now) {
    each(lines, function (line) {
      var said = now >= time(line, "from") && now < time(line, "to");
      if (said && !line.hasAttribute("aria-current")) {
        line.setAttribute("aria-current", "true");
        bringIntoView(line);
      } else if (!said) {
        line.removeAttribute("aria-current");
      }
    });
  }

  function follow(media, lines) {
    each(lines, function (line) {
      line.addEventListener("click", function (event) {
        event.preventDefault();
        media.currentTime = time(line, "from") + 0.01; /* a caption that ends there is over */
        play(media);
      });
    });
    media.addEventListener("timeupdate", function () { mark(lines, media.currentTime); });
  }

  each(document.querySelectorAll(".player"), function (figure) {
    var media = figure.querySelector("video, audio");
    var lines = figure.querySelectorAll("[data-from]");
    players.push(media);
    media.addEventListener("play", function () {
      players.forEach(function (other) { if (other !== media) { other.pause(); } });
    });
    if (lines.length === 0) { return; }
    if (media.nodeName === "VIDEO") { addCaptions(media, lines); }
    follow(media, lines);
  });
}());
