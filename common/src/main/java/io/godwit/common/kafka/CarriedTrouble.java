package io.godwit.common.kafka;

import io.godwit.common.model.failure.Trouble;
import java.io.Serial;
import java.util.function.Consumer;

/** Trouble on its way through the callback of a reader, which may throw none. */
public final class CarriedTrouble extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Trouble trouble;

  private CarriedTrouble(Trouble trouble) {
    super(trouble);
    this.trouble = trouble;
  }

  /** What takes a message, and may meet trouble. */
  @FunctionalInterface
  public interface Taking<T> {
    /** Takes it. */
    void take(T message) throws Trouble;
  }

  /** What hands its messages to a callback. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads, and hands each message on. */
    void read(Consumer<T> callback);
  }

  /**
   * Reads with a callback that may meet trouble, which ends the reading.
   *
   * @throws Trouble what the callback has met
   */
  public static <T> void through(Reading<T> reading, Taking<T> taking) throws Trouble {
    try {
      reading.read(message -> {
        try {
          taking.take(message);
        } catch (Trouble trouble) {
          throw new CarriedTrouble(trouble);
        }
      });
    } catch (CarriedTrouble carried) {
      throw carried.trouble;
    }
  }
}
