package io.godwit.producer.sweep;

import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.RecordMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Goes through the objects of a store, page by page, and finds those that a run has put for records
 * that have no row. An object that another run, another record or somebody else has put is never
 * one of them, nor is one that has replaced another. For one thread.
 *
 * @param store that is gone through
 * @param prefix what names begin with
 * @param run whose objects are looked for
 * @param kept whether a record of the run has a row
 */
public record ObjectSweep(ObjectStore store, String prefix, String run, Predicate<RecordId> kept) {

  private static final int PAGE = 1000;

  /** An object that no row needs, as far as the run can tell. */
  public sealed interface Found {

    /** Its facts. */
    ObjectFacts facts();

    /** It was the refused record's alone. */
    record Left(ObjectFacts facts) implements Found {}

    /** A refused record has put it, and another one may have taken it as it is. */
    record Shared(ObjectFacts facts) implements Found {}
  }

  /**
   * Finds them.
   *
   * @param each is told of each, in the order of the names
   * @throws Trouble where the store does not answer
   */
  public void find(Consumer<Found> each) throws Trouble {
    Optional<String> after = Optional.empty();
    List<ObjectFacts> page = store.list(prefix, after, PAGE).objects();
    while (!page.isEmpty()) {
      found(page).forEach(each);
      after = Optional.of(page.getLast().name());
      page = store.list(prefix, after, PAGE).objects();
    }
  }

  /**
   * Removes those that were a refused record's alone.
   *
   * @param each is told of each that is found, after it was removed where it was
   */
  public void sweep(Consumer<Found> each) throws Trouble {
    List<Trouble> troubles = new ArrayList<>();
    find(found -> {
      if (troubles.isEmpty()) {
        try {
          if (found instanceof Found.Left(ObjectFacts facts)) {
            store.remove(facts.name(), Optional.of(facts.version()));
          }
          each.accept(found);
        } catch (Trouble trouble) {
          troubles.add(trouble);
        }
      }
    });
    if (!troubles.isEmpty()) {
      throw troubles.getFirst();
    }
  }

  /** A listing need not tell marks; then each object is looked at, several at once. */
  private List<Found> found(List<ObjectFacts> page) throws Trouble {
    Semaphore places = new Semaphore(store.concurrency());
    List<Future<Optional<Found>>> looks = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ObjectFacts facts : page) {
        looks.add(
            threads.submit(() -> {
              places.acquire();
              try {
                return judged(facts);
              } finally {
                places.release();
              }
            }));
      }
      List<Found> found = new ArrayList<>();
      for (Future<Optional<Found>> look : looks) {
        look.get().ifPresent(found::add);
      }
      return found;
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (InterruptedException e) {
      looks.forEach(look -> look.cancel(true));
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.STORE_BUSY, "interrupted while objects were looked at", e);
    }
  }

  private static Trouble rethrown(ExecutionException e) {
    return switch (e.getCause()) {
      case Trouble trouble -> trouble;
      case RuntimeException bug -> throw bug;
      case null, default -> throw new IllegalStateException(e);
    };
  }

  private Optional<Found> judged(ObjectFacts listed) throws Trouble {
    Optional<ObjectFacts> facts =
        listed.notes().isEmpty() ? store.look(listed.name()) : Optional.of(listed);
    return facts.flatMap(this::judge);
  }

  private Optional<Found> judge(ObjectFacts facts) {
    Optional<RecordMark> mark =
        RecordMark.of(facts).filter(of -> of.run().equals(run) && !kept.test(of.record()));
    if (mark.isEmpty()) {
      return Optional.empty();
    }
    if (mark.get().shared()) {
      return Optional.of(new Found.Shared(facts));
    }
    return mark.get().owns(facts) ? Optional.of(new Found.Left(facts)) : Optional.empty();
  }
}
