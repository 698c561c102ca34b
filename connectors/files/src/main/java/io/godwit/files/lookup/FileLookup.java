package io.godwit.files.lookup;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.sink.SupportsBaseline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a file, in memory, by their keys as texts: a file of CSV holds texts, and the records
 * perhaps numbers.
 *
 * @param place the file, for messages and for what is laid down about it
 * @param version what tells its content from another
 */
record FileLookup(String place, String version, LookupQuery query, Map<String, Document> rows)
    implements Lookup, SupportsBaseline {

  private static final String VERSION = "version";

  @Override
  public Map<Value, Document> find(Set<Value> keys) {
    Map<Value, Document> found = new HashMap<>();
    for (Value key : keys) {
      List<Value> parts = key instanceof Value.Array(List<Value> several) ? several : List.of(key);
      if (parts.contains(Value.Null.NULL)) {
        continue;
      }
      Optional.ofNullable(rows.get(Key.of(parts).text())).ifPresent(row -> found.put(key, row));
    }
    return found;
  }

  /** {@inheritDoc} All: a text of a file may stand for anything. */
  @Override
  public Set<String> bareTexts() {
    return Set.copyOf(query.take());
  }

  @Override
  public String unit() {
    return "lookup " + place;
  }

  @Override
  public SortedMap<String, String> baseline() {
    return new TreeMap<>(Map.of(VERSION, version));
  }

  /**
   * {@inheritDoc} A file of another version would answer otherwise than it did before, and half of
   * the records have those answers.
   *
   * @throws Refused where the run began with another version
   */
  @Override
  public void restOn(Recorded recorded) throws Trouble {
    List<String> differences = differences(recorded.newest());
    if (!differences.isEmpty()) {
      throw new Refused(
          ErrorCode.SOURCE_CHANGED,
          "lookup: "
              + place
              + " was changed after the run began: "
              + differences.getFirst()
              + "; put back what was there, or begin a new run");
    }
  }

  @Override
  public List<String> differences(SortedMap<String, String> recorded) {
    String before = recorded.getOrDefault(VERSION, "");
    return before.equals(version) ? List.of() : List.of("it was " + before + ", and is " + version);
  }

  @Override
  public void close() {
    // The store was closed when the file was read.
  }
}
