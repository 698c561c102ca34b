package io.godwit.common.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * The transactions in which the splits of a job's runs are published. Each split has an id of its
 * own, so what a dead producer has left open is ended by nobody who does not know of it; until it
 * expires, all who read committed records would stand before it. To end one cuts off whoever writes
 * in it, which costs him an attempt and no record.
 *
 * <p>Its methods answer the ids that they have cut off, and throw {@link ExecutionException} where
 * a broker does not answer, or this user may not ask.
 */
public final class SplitTransactions {

  private SplitTransactions() {}

  /** Ends what is open of all runs of the job but one. */
  public static List<String> endOthers(Admin admin, Topics topics, String run)
      throws ExecutionException, InterruptedException {
    String all = topics.splitTransactionsOfRuns();
    String mine = topics.splitTransactionsOf(run);
    return cutOff(admin, open(), id -> id.startsWith(all) && !id.startsWith(mine));
  }

  /** Ends what is open of some splits of a run. */
  public static List<String> end(Admin admin, Topics topics, String run, Collection<Integer> splits)
      throws ExecutionException, InterruptedException {
    if (splits.isEmpty()) {
      return List.of();
    }
    Set<String> ids =
        splits.stream()
            .map(split -> topics.splitTransactions(run, split))
            .collect(Collectors.toSet());
    return cutOff(admin, open(), ids::contains);
  }

  /**
   * Cuts off all who have ever published splits of a run, also those who have nothing open now: a
   * run that is given up publishes nothing any more.
   */
  public static List<String> cutOff(Admin admin, Topics topics, String run)
      throws ExecutionException, InterruptedException {
    String given = topics.splitTransactionsOf(run);
    return cutOff(admin, new ListTransactionsOptions(), id -> id.startsWith(given));
  }

  private static ListTransactionsOptions open() {
    return new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
  }

  private static List<String> cutOff(
      Admin admin, ListTransactionsOptions among, Predicate<String> which)
      throws ExecutionException, InterruptedException {
    List<String> left =
        admin.listTransactions(among).all().get().stream()
            .map(TransactionListing::transactionalId)
            .filter(which)
            .toList();
    if (!left.isEmpty()) {
      admin.fenceProducers(left).all().get();
    }
    return left;
  }
}
