package io.godwit.common.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Looks at topics again and again, in a thread of its own, so that nobody else waits for the
 * broker. Where a look fails the next one is by another reader, from the beginning: what the failed
 * one has passed over is not known.
 */
public final class Lookout implements AutoCloseable {

  private static final Duration FAREWELL = Duration.ofMillis(300);

  private final Duration every;
  private final Supplier<? extends Look> open;
  private final Consumer<? super RuntimeException> failed;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /** What is looked at; one thread opens it, looks and closes it. */
  public interface Look extends AutoCloseable {

    /**
     * Looks once more.
     *
     * @throws KafkaException where the broker does not answer
     * @throws IllegalArgumentException where what stands there cannot be read
     */
    void again();

    @Override
    void close();
  }

  /**
   * Begins at once.
   *
   * @param name of the thread
   * @param every how long it rests between two looks
   * @param open opens what is looked at; asked again where that, or a look, fails
   * @param failed is told why
   */
  public Lookout(
      String name,
      Duration every,
      Supplier<? extends Look> open,
      Consumer<? super RuntimeException> failed) {
    this.every = every;
    this.open = open;
    this.failed = failed;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::lookOut);
  }

  private void lookOut() {
    try {
      do {
        try (Look look = open.get()) {
          lookOn(look);
        } catch (InterruptException e) {
          throw e;
        } catch (KafkaException | IllegalArgumentException e) {
          failed.accept(e);
        }
      } while (!isStoppedAfterRest());
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookOn(Look look) throws InterruptedException {
    try {
      do {
        look.again();
      } while (!isStoppedAfterRest());
    } catch (InterruptException e) {
      // Kafka's own sets the flag again, with which nothing could be closed in good order.
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  private boolean isStoppedAfterRest() throws InterruptedException {
    return stop.await(every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the looking, and breaks it off where it waits for a broker. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (thread.join(FAREWELL)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
