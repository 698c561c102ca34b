package io.godwit.aggregator.web;

import io.godwit.common.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whom the page shows. It is asked about once a second by one thread, and answers at once with what
 * it knows: an answer that waited for a server would keep every page waiting.
 *
 * @param status the job's current run as it was last seen; empty before
 * @param waits what is being waited for, one sentence each
 * @param samples failed records to show; closed with the pages
 */
public record StatusSource(
    Supplier<Optional<RunStatus>> status, Supplier<List<String>> waits, FailureSamples samples) {

  /** The same, and what somebody else waits for. */
  public StatusSource withWaits(Supplier<List<String>> more) {
    return new StatusSource(
        status,
        () -> {
          List<String> all = new ArrayList<>(waits.get());
          all.addAll(more.get());
          return all;
        },
        samples);
  }
}
