package io.godwit.producer.feed;

import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsCount;
import io.godwit.common.wire.run.SplitProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Reads the open splits with some threads, and offers their chunks.
 *
 * <p>The chunks of one split come in its order, since one thread reads it. With one reader all
 * chunks come in the order of the source, which is what {@code duplicates: last-wins} rests on.
 */
public final class SplitFeed implements AutoCloseable {

  /** A chunk is about this large, whatever the size of a record, so that the heap is bounded. */
  private static final long CHUNK_BYTES = 256 << 10;

  private static final int MOST_RECORDS = 1000;

  /** A reader that does not heed an interrupt within this is left to itself. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Source source;
  private final Supplier<ChunkEncoder> encoders;
  private final ConcurrentLinkedQueue<SplitProgress> todo;
  private final ChunkQueue chunks = new ChunkQueue();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts to read.
   *
   * @param open the splits in the order of the source, each from its position on
   * @param readers how many are read at a time
   */
  public SplitFeed(
      Source source, List<SplitProgress> open, int readers, Supplier<ChunkEncoder> encoders) {
    this.source = source;
    this.encoders = encoders;
    this.todo = new ConcurrentLinkedQueue<>(open);
    int reading = Math.min(readers, open.size());
    chunks.expect(reading);
    for (int i = 0; i < reading; i++) {
      threads.add(Thread.ofPlatform().name("split-reader-" + i).daemon().start(this::readAll));
    }
  }

  /** Whether every split has been offered to its end. */
  public boolean finished() {
    return chunks.finished();
  }

  /**
   * The next chunk.
   *
   * @return empty where none came in time
   * @throws Trouble where a reader met it; this feed is then of no more use
   */
  public Optional<Chunk> next(Duration patience) throws Trouble, InterruptedException {
    return chunks.next(patience);
  }

  private void readAll() {
    try {
      ChunkEncoder encoder = encoders.get();
      for (SplitProgress next = todo.poll(); next != null; next = todo.poll()) {
        read(next, encoder);
      }
      chunks.end();
    } catch (InterruptedException e) {
      // Only close() interrupts: nobody waits for this reader any more.
      Thread.currentThread().interrupt();
    } catch (Trouble | RuntimeException | Error e) {
      // Also errors: a reader that has died without a word would leave its producer standing.
      chunks.fail(e);
    }
  }

  private void read(SplitProgress from, ChunkEncoder encoder) throws Trouble, InterruptedException {
    try (SplitReader reader = source.read(from.split(), from.position())) {
      int max = 16;
      while (true) {
        List<Reading> readings = reader.read(max);
        boolean closed = readings.isEmpty();
        Split split = closed ? counted(from, reader) : from.split();
        SplitProgress after = new SplitProgress(split, reader.position(), closed);
        Chunk chunk = encoder.encode(readings, after);
        chunks.put(chunk);
        if (closed) {
          return;
        }
        max = fitting(chunk);
      }
    }
  }

  /** The split as the books have it: what was published before counts as it was read. */
  private static Split counted(SplitProgress from, SplitReader ended) throws Trouble {
    return ended instanceof SupportsCount counts
        ? from.split().counted(from.position().ordinal() + counts.counted())
        : from.split();
  }

  /** How many records like these make a chunk of the right size. */
  private static int fitting(Chunk chunk) {
    long fitting = CHUNK_BYTES * chunk.volume().all() / Math.max(1, chunk.bytes());
    return Math.clamp(fitting, 1, MOST_RECORDS);
  }

  /** Stops the readers and waits a while for their end, so that the next feed is alone. */
  @Override
  public void close() {
    chunks.close();
    threads.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + CLOSING.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
