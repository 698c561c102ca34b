package io.godwit.producer;

import io.godwit.common.model.Reading;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.wire.SplitProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reads the open splits with some threads, and offers their chunks.
 *
 * <p>The chunks of one split come in its order, since one thread reads it. With one reader all
 * chunks come in the order of the source, which is what {@code duplicates: last-wins} rests on.
 */
final class SplitFeed implements AutoCloseable {

  /** A chunk is about this large, whatever the size of a record, so that the heap is bounded. */
  private static final long CHUNK_BYTES = 256 << 10;

  private static final int MOST_RECORDS = 1000;
  private static final int QUEUE = 8;

  private final Source source;
  private final Supplier<ChunkEncoder> encoders;
  private final ConcurrentLinkedQueue<SplitProgress> todo;
  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(QUEUE);
  private final List<Thread> threads = new ArrayList<>();
  private int reading;

  /** What a reader hands over. */
  private sealed interface Item {
    record Ready(Chunk chunk) implements Item {}

    record Stuck(Trouble trouble) implements Item {}

    record Broken(RuntimeException bug) implements Item {}

    enum Finished implements Item {
      FINISHED
    }
  }

  /**
   * Starts to read.
   *
   * @param open the splits in the order of the source, each from its position on
   * @param readers how many are read at a time
   */
  SplitFeed(Source source, List<SplitProgress> open, int readers, Supplier<ChunkEncoder> encoders) {
    this.source = source;
    this.encoders = encoders;
    this.todo = new ConcurrentLinkedQueue<>(open);
    this.reading = Math.min(readers, open.size());
    for (int i = 0; i < reading; i++) {
      threads.add(Thread.ofPlatform().name("split-reader-" + i).daemon().start(this::readAll));
    }
  }

  /** Whether every split has been offered to its end. */
  boolean finished() {
    return reading == 0;
  }

  /**
   * The next chunk.
   *
   * @return empty where none came in time
   * @throws Trouble where a reader met it; this feed is then of no more use
   */
  Optional<Chunk> next(Duration patience) throws Trouble, InterruptedException {
    Item item = items.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (item == null) {
      return Optional.empty();
    }
    return switch (item) {
      case Item.Ready(Chunk chunk) -> Optional.of(chunk);
      case Item.Stuck(Trouble trouble) -> throw trouble;
      case Item.Broken(RuntimeException bug) -> throw bug;
      case Item.Finished ignored -> {
        reading--;
        yield Optional.empty();
      }
    };
  }

  private void readAll() {
    try {
      Item last = Item.Finished.FINISHED;
      try {
        ChunkEncoder encoder = encoders.get();
        for (SplitProgress next = todo.poll(); next != null; next = todo.poll()) {
          read(next, encoder);
        }
      } catch (Trouble trouble) {
        last = new Item.Stuck(trouble);
      } catch (RuntimeException bug) {
        last = new Item.Broken(bug);
      }
      items.put(last);
    } catch (InterruptedException e) {
      // Only close() interrupts: nobody waits for this reader any more.
      Thread.currentThread().interrupt();
    }
  }

  private void read(SplitProgress from, ChunkEncoder encoder) throws Trouble, InterruptedException {
    try (SplitReader reader = source.read(from.split(), from.position())) {
      int max = 16;
      while (true) {
        List<Reading> readings = reader.read(max);
        boolean closed = readings.isEmpty();
        SplitProgress after = new SplitProgress(from.split(), reader.position(), closed);
        Chunk chunk = encoder.encode(readings, after);
        items.put(new Item.Ready(chunk));
        if (closed) {
          return;
        }
        max = fitting(chunk);
      }
    }
  }

  /** How many records like these make a chunk of the right size. */
  private static int fitting(Chunk chunk) {
    long bytes = 1;
    for (var message : chunk.messages()) {
      bytes += message.value().length;
    }
    long fitting = CHUNK_BYTES * chunk.messages().size() / bytes;
    return Math.clamp(fitting, 1, MOST_RECORDS);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
