package io.godwit.cli;

import io.godwit.cli.show.Screen;
import io.godwit.common.model.Trouble;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says what a command waits for, where a call takes longer than anybody waits without a word. */
final class Patience {

  private static final Duration WORDLESS = Duration.ofMillis(1500);

  private Patience() {}

  /** What may take long. */
  @FunctionalInterface
  interface Call {
    void make() throws Trouble;
  }

  /**
   * Makes a call.
   *
   * @param screen of the caller's thread, which does not use it meanwhile
   * @param sentence what to say once where it takes long
   */
  static void during(Screen screen, String sentence, Call call) throws Trouble {
    CountDownLatch ended = new CountDownLatch(1);
    Thread speaker = Thread.ofVirtual().start(() -> speak(screen, sentence, ended));
    try {
      call.make();
    } finally {
      ended.countDown();
      join(speaker);
    }
  }

  private static void speak(Screen screen, String sentence, CountDownLatch ended) {
    try {
      if (!ended.await(WORDLESS.toMillis(), TimeUnit.MILLISECONDS)) {
        screen.say("waiting: " + sentence);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread speaker) {
    try {
      speaker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
