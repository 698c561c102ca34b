package io.godwit.common.spi.sink;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A target that finds rows of which the source has no record any more, and deletes or marks them as
 * its sink says. Any thread may ask; a search is for one thread at a time.
 *
 * <p>What it refuses is thrown as {@link io.godwit.common.model.failure.Refused} with the words of
 * the database: it is noted, and a person has it tried again.
 */
public interface SupportsGone {

  /** What a unit is written to, as a person calls it; the same for units that share a table. */
  String place(String unit);

  /**
   * Begins a search there; nothing is changed by it. The caller closes it.
   *
   * @param unit any one of the units that are written there
   * @param bare which fields of the keys hold bare text
   * @throws Trouble where the target does not answer
   */
  Search search(String unit, BareTexts bare) throws Trouble;

  /**
   * Deletes or marks rows, all of them or none. Those that are not there any more, are not the
   * job's any more, or are marked already stay as they are, so it may be done again.
   *
   * @param unit as for the search
   * @param rows as the search has handed them out
   * @param run for which it is done
   * @throws Trouble where the target does not answer, and where it is not known whether it was done
   */
  void remove(String unit, List<Document> rows, JobRun run) throws Trouble;

  /** A search for rows that are gone: first all keys, then what they leave over. */
  interface Search extends AutoCloseable {

    /**
     * Takes keys of records, none of which is gone.
     *
     * @param keys each a document of the key's fields, in any order
     * @return why one of them can be no row's key; empty where each can
     * @throws Trouble where the target does not answer; the search is over then
     */
    Optional<Failure> has(List<Document> keys) throws Trouble;

    /**
     * Counts, when all keys are there.
     *
     * @throws Trouble where the target does not answer; the search is over then
     */
    Count count() throws Trouble;

    /**
     * Hands out the rows that are gone, as they are, with every field that can be read.
     *
     * @throws Trouble where the target does not answer; the search is over then
     */
    void rows(Consumer<Document> each) throws Trouble;

    @Override
    void close();
  }

  /**
   * What a search has found.
   *
   * @param owned how many rows are the job's, and not marked as gone
   * @param gone how many of these have a key that is not among those of the search
   */
  record Count(long owned, long gone) {}
}
