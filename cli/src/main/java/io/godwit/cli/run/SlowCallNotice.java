package io.godwit.cli.run;

import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has something said where a call takes longer than anybody waits without a word. */
public final class SlowCallNotice {

  private static final Duration WORDLESS = Duration.ofMillis(1500);

  private SlowCallNotice() {}

  /** What may take long. */
  @FunctionalInterface
  public interface Call<T> {
    T make() throws Trouble;
  }

  /**
   * Makes a call; answers what it does.
   *
   * @param late is run once where it takes long, in another thread, while this one does nothing
   *     else; it has ended when this returns
   */
  public static <T> T during(Runnable late, Call<T> call) throws Trouble {
    CountDownLatch ended = new CountDownLatch(1);
    Thread speaker = Thread.ofVirtual().start(() -> speak(late, ended));
    try {
      return call.make();
    } finally {
      ended.countDown();
      join(speaker);
    }
  }

  private static void speak(Runnable late, CountDownLatch ended) {
    try {
      if (!ended.await(WORDLESS.toMillis(), TimeUnit.MILLISECONDS)) {
        late.run();
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
