package io.godwit.worker.consume;

import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.wire.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators have set aside in this run, as a worker last read it. It reads where a partition
 * begins and while one waits, at most every two seconds; a job that goes well reads once. Safe for
 * any thread.
 */
final class Skips implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Skips.class);
  private static final long AGE_NANOS = Duration.ofSeconds(2).toNanos();

  private final Supplier<ControlTopic> topic;
  private final LongSupplier nanos;
  private final ReentrantLock reading = new ReentrantLock();
  private Optional<ControlTopic> opened = Optional.empty();
  private long readAt;
  private volatile List<Ruling.Skip> known = List.of();

  /**
   * Those of a run, not read yet.
   *
   * @param topic opens the control topic of the run
   */
  Skips(Supplier<ControlTopic> topic, LongSupplier nanos) {
    this.topic = topic;
    this.nanos = nanos;
  }

  /** Those of a partition, as far as they are known. */
  List<Ruling.Skip> of(int partition) {
    List<Ruling.Skip> all = known;
    return all.isEmpty()
        ? all
        : all.stream().filter(skip -> skip.partition() == partition).toList();
  }

  /**
   * Reads them anew, unless that was done just now.
   *
   * @throws KafkaException where the first reading fails; a later one that fails leaves what is
   *     known, since whoever waits for a database must not end by it
   */
  void look() {
    reading.lock();
    try {
      if (opened.isEmpty()) {
        ControlTopic control = topic.get();
        opened = Optional.of(control);
        read(control);
      } else if (nanos.getAsLong() - readAt >= AGE_NANOS) {
        lookAgain(opened.get());
      }
    } finally {
      reading.unlock();
    }
  }

  private void lookAgain(ControlTopic control) {
    try {
      read(control);
    } catch (KafkaException e) {
      LOG.warn("the rulings cannot be read now", e);
    }
  }

  private void read(ControlTopic control) {
    readAt = nanos.getAsLong();
    known = control.rulings(Ruling.Skip.class);
  }

  @Override
  public void close() {
    reading.lock();
    try {
      opened.ifPresent(ControlTopic::close);
    } finally {
      reading.unlock();
    }
  }
}
