import { Speech } from "/js/models/speech.js";
import { equal, test } from "./harness.js";

/** The browser's voice at its seam: it keeps what it is told to say and how often it was stopped. */
class Voice {
  said = [];
  stopped = 0;

  speak(utterance) {
    this.said.push(utterance);
  }

  cancel() {
    this.stopped += 1;
  }
}

test("a question is read, and the page hears when it ends", () => {
  const voice = new Voice();
  const keys = [];
  const speech = new Speech(() => keys.push(speech.speaking), voice);
  speech.say(7, "Whose date was it?");
  equal([voice.said[0].text, voice.said[0].lang, speech.speaking], ["Whose date was it?", "en", 7]);
  voice.said[0].onend();
  equal([speech.speaking, keys], [null, [7, null]]);
});

test("another question stops the one before, whose late end changes nothing", () => {
  const voice = new Voice();
  const speech = new Speech(() => {}, voice);
  speech.say(1, "First?");
  speech.say(2, "Second?");
  voice.said[0].onerror();
  equal([voice.stopped, speech.speaking], [1, 2]);
  speech.stop();
  speech.stop();
  equal([voice.stopped, speech.speaking], [2, null]);
});

test("without a voice nothing happens", () => {
  const speech = new Speech(() => {}, null);
  speech.say(1, "First?");
  equal([speech.available, speech.speaking], [false, null]);
});
