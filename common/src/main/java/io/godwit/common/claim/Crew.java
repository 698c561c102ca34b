package io.godwit.common.claim;

import io.godwit.common.model.failure.Trouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The producers that publish a run together, as one of them sees them. Who is there decides who
 * works on what, and never what is published: two that see different crews cut each other off, and
 * that is all. For one thread.
 */
public interface Crew {

  /** The name of this one, which no other has. */
  String me();

  /** Whether this one plans the run, and says in the end that all is published. */
  boolean coordinates();

  /**
   * The names of those that are there now, this one among them; in an order of which all of them
   * think alike.
   *
   * @throws Trouble where the broker does not answer
   */
  SortedSet<String> present() throws Trouble;

  /** One that publishes all by itself. */
  static Crew alone() {
    return new Crew() {
      @Override
      public String me() {
        return "alone";
      }

      @Override
      public boolean coordinates() {
        return true;
      }

      @Override
      public SortedSet<String> present() {
        return new TreeSet<>(Set.of(me()));
      }
    };
  }
}
