package io.godwit.testkit.guarantee;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.value.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which row of the target a record becomes, as a test knows it: by other code than the steps of the
 * job. Any thread may ask.
 *
 * @param key the column that identifies a row
 * @param row what must stand in some columns of a record's row, the key among them
 */
public record TargetRows(String key, Function<DataRecord, Map<String, String>> row) {

  /**
   * Of records whose fields are the row's columns, under the same names and in the same spelling.
   *
   * @param key the column that identifies a row
   * @param more others that are compared
   */
  public static TargetRows ofFields(String key, String... more) {
    List<String> columns = Stream.concat(Stream.of(key), Stream.of(more)).toList();
    return new TargetRows(
        key,
        record ->
            columns.stream()
                .collect(
                    Collectors.toMap(
                        column -> column,
                        column -> Key.display(record.fields().get(column).orElseThrow()))));
  }

  /** The row of a record. */
  Map<String, String> of(DataRecord record) {
    return row.apply(record);
  }

  /** The key of a record's row. */
  String keyOf(DataRecord record) {
    return keyOf(of(record)).orElseThrow();
  }

  /** The key of a row that was written; empty where the target does not tell it. */
  Optional<String> keyOf(Map<String, String> written) {
    return Optional.ofNullable(written.get(key));
  }
}
