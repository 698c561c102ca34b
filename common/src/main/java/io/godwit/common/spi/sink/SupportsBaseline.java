package io.godwit.common.spi.sink;

import io.godwit.common.model.failure.Trouble;
import java.util.List;
import java.util.SortedMap;

/**
 * A sink that knows what the exactness of its writes rests on, and looks whether that still stands;
 * or a lookup whose answers rest on a file as it was. What the first opener of a run finds is
 * recorded, and later ones compare with it: so an alteration that took place while nobody looked is
 * seen, too.
 */
public interface SupportsBaseline {

  /**
   * What it writes to, free of secrets; the same for every worker of a job, and for all sinks that
   * write there.
   */
  String unit();

  /**
   * What was found when the target was read last, by name, as texts for people; needs no server.
   */
  SortedMap<String, String> baseline();

  /**
   * From now on the sink compares with what is recorded. It asks at once, and again each time
   * before it calls the target altered, from the thread that writes.
   *
   * @throws Trouble where the record cannot be read
   */
  void restOn(Recorded recorded) throws Trouble;

  /**
   * In what the target, as it was read last, differs from a record: a sentence each, with what was
   * and what is; empty where it is the same by meaning.
   *
   * @throws io.godwit.common.model.failure.Refused where it is another table or collection, which
   *     nobody can accept
   */
  List<String> differences(SortedMap<String, String> recorded);

  /** Where the record is. */
  @FunctionalInterface
  interface Recorded {

    /**
     * What is recorded now; any thread may ask, and often.
     *
     * @throws Trouble where it cannot be read
     */
    SortedMap<String, String> newest() throws Trouble;
  }
}
