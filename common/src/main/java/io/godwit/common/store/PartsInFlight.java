package io.godwit.common.store;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * The bytes that one store holds in memory on their way to it, bounded over all puts: large
 * contents are read part by part by one thread each and sent by several. A put waits for memory
 * only while it holds none, so no two wait for each other. Any thread may call it.
 */
public final class PartsInFlight implements AutoCloseable {

  private static final int UNIT = 1024;
  private static final int AT_ONCE = 8;

  private final int units;
  private final Semaphore memory;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * None yet.
   *
   * @param bytes that may be in memory; one part that is larger goes alone
   */
  public PartsInFlight(int bytes) {
    units = Math.max(1, bytes / UNIT);
    memory = new Semaphore(units, true);
  }

  /**
   * What is done with each part, in their order, by the thread that reads.
   *
   * @param <T> what the store says of a part
   */
  @FunctionalInterface
  public interface Each<T> {

    /**
     * The request that sends it.
     *
     * @param index from 0
     */
    Request<T> of(int index, byte[] part);
  }

  /**
   * A request, which runs beside those of other parts.
   *
   * @param <T> its answer
   */
  @FunctionalInterface
  public interface Request<T> {

    /** Sends it. */
    T send() throws Trouble, UnfitObject;
  }

  /** Sends what is small enough to go whole, while its bytes count as held. */
  public <T> T whole(int bytes, Request<T> request) throws Trouble, UnfitObject {
    int held = hold(bytes);
    try {
      return request.send();
    } finally {
      memory.release(held);
    }
  }

  /**
   * Sends all parts of a content. When this ends, nothing of it is being sent any more.
   *
   * @param part the size of a part
   * @return the answers in the order of the parts
   */
  public <T> List<T> parts(ContentParts content, int part, Each<T> each)
      throws Trouble, UnfitObject {
    List<T> answers = new ArrayList<>();
    Deque<Future<T>> sent = new ArrayDeque<>();
    try {
      while (true) {
        if (sent.size() == AT_ONCE) {
          answers.add(answer(sent.removeFirst()));
        }
        Optional<Future<T>> next = next(content, part, each, answers.size() + sent.size());
        if (next.isEmpty()) {
          break;
        }
        sent.addLast(next.get());
      }
      while (!sent.isEmpty()) {
        answers.add(answer(sent.removeFirst()));
      }
      return answers;
    } finally {
      sent.forEach(PartsInFlight::awaitQuietly);
    }
  }

  private <T> Optional<Future<T>> next(ContentParts content, int part, Each<T> each, int index)
      throws Trouble, UnfitObject {
    int held = hold(part);
    boolean handedOver = false;
    try {
      Optional<byte[]> bytes = content.next();
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      Request<T> request = each.of(index, bytes.get());
      Future<T> sent = threads.submit(() -> releasing(held, request));
      handedOver = true;
      return Optional.of(sent);
    } catch (RejectedExecutionException closed) {
      throw new Trouble(ErrorCode.STORE_UNREACHABLE, "the store was closed here", closed);
    } finally {
      if (!handedOver) {
        memory.release(held);
      }
    }
  }

  private <T> T releasing(int held, Request<T> request) throws Trouble, UnfitObject {
    try {
      return request.send();
    } finally {
      memory.release(held);
    }
  }

  private int hold(int bytes) throws Trouble {
    int wanted = Math.clamp((bytes + UNIT - 1L) / UNIT, 1, units);
    try {
      memory.acquire(wanted);
      return wanted;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static <T> T answer(Future<T> sent) throws Trouble, UnfitObject {
    try {
      return sent.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Trouble trouble -> throw trouble;
        case UnfitObject unfit -> throw unfit;
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private static Trouble interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Trouble(ErrorCode.STORE_UNREACHABLE, "interrupted while an object was put", e);
  }

  /** Its fault no longer matters, since another one has ended the put; its bytes do. */
  private static void awaitQuietly(Future<?> sent) {
    try {
      sent.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      // Told by the part that failed first.
    }
  }

  /** Ends what is being sent. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
