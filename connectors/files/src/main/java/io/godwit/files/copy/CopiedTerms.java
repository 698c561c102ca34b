package io.godwit.files.copy;

import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.PutTerms;
import io.godwit.files.undo.RunSeal;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How the copy of an object is put. */
public final class CopiedTerms {

  private CopiedTerms() {}

  /**
   * What the source has noted goes along, but for whose it is there.
   *
   * @param facts of the object that is copied
   * @param name of the copy
   * @param replace whether another object under the name may be replaced
   * @param mark of the record in its run
   */
  public static PutTerms of(
      ObjectFacts facts, String name, boolean replace, Optional<String> mark) {
    Map<String, String> notes = new HashMap<>(facts.notes());
    notes.remove(PutTerms.MARK);
    notes.remove(PutTerms.REPLACED);
    notes.remove(RunSeal.NOTE);
    notes.putIfAbsent(PutTerms.MODIFIED, facts.modified().toString());
    notes.put(SourceObject.SOURCE_VERSION, facts.version());
    notes.put(SourceObject.SOURCE_NAME, SourceObject.of(facts).nameNote());
    return new PutTerms(replace, mark, type(name), notes);
  }

  /** The type that a name's ending tells, by the JDK's own table: the same on every machine. */
  public static Optional<String> type(String name) {
    return Optional.ofNullable(URLConnection.getFileNameMap().getContentTypeFor(name));
  }
}
