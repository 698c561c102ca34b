package io.godwit.files.undo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import java.util.Optional;

/** What is done before an object is put over what may stand there. Any thread may use it. */
@FunctionalInterface
public interface Overwriting {

  /** Nothing. */
  Overwriting PLAIN = (object, there, terms, putting) -> putting.put(terms);

  /**
   * An object that is to be put.
   *
   * @param name under which
   * @param size of its content, in bytes
   */
  record Wanted(String name, long size) {}

  /** Puts it. */
  @FunctionalInterface
  interface Putting {

    /** By these terms, which allow at most what those of the caller do. */
    PutAnswer put(PutTerms terms) throws Trouble;
  }

  /**
   * Does it, and puts the object.
   *
   * @param there what was seen under the name; empty where nothing stood there
   * @param terms with a mark where anything is to be done
   */
  PutAnswer put(Wanted object, Optional<ObjectFacts> there, PutTerms terms, Putting putting)
      throws Trouble;
}
