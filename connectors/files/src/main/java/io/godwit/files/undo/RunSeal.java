package io.godwit.files.undo;

import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.RecordMark;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells an object that stands as a run has put it from one that somebody has copied there, has
 * written anew, or has given other notes. It is a digest of the name, the size, the mark and the
 * notes, and one of the notes itself.
 */
public final class RunSeal {

  /** The note that it is. */
  public static final String NOTE = "run_seal";

  private static final int BYTES = 16;
  private static final String OURS = "godwit_";

  private RunSeal() {}

  /**
   * The terms of a put with a seal.
   *
   * @param terms with a mark
   * @param name of the object
   * @param size of its content, in bytes
   */
  static PutTerms on(PutTerms terms, String name, long size) {
    Map<String, String> notes = new TreeMap<>(terms.notes());
    notes.put(NOTE, text(name, size, terms.mark().orElseThrow(), terms.notes()));
    return new PutTerms(terms.replace(), terms.mark(), terms.type(), notes, terms.over());
  }

  /** Whether an object stands as a record of the run has put it. */
  static boolean isOf(String run, ObjectFacts facts) {
    String mark = facts.mark().orElse("");
    String seal = facts.notes().getOrDefault(NOTE, "");
    return RecordMark.of(mark).filter(of -> of.run().equals(run)).isPresent()
        && seal.equals(text(facts.name(), facts.size(), mark, facts.notes()));
  }

  /** What a store notes by itself is left out. */
  private static String text(String name, long size, String mark, Map<String, String> notes) {
    Map<String, String> others = new TreeMap<>(notes);
    others.remove(NOTE);
    others.keySet().removeIf(one -> one.startsWith(OURS));
    StringBuilder all = new StringBuilder();
    part(name, all);
    part(String.valueOf(size), all);
    part(mark, all);
    others.forEach((one, value) -> {
      part(one, all);
      part(value, all);
    });
    return RunNames.digest(all.toString(), BYTES);
  }

  /** With its length, so that no two lists of parts are one text. */
  private static void part(String text, StringBuilder all) {
    all.append(text.length()).append(':').append(text);
  }
}
