package io.godwit.files.lookup;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SplitReader;
import io.godwit.files.bytes.FileFormat;
import io.godwit.files.bytes.FileSource;
import io.godwit.files.content.SourceFile;
import io.godwit.files.csv.CsvFormat;
import io.godwit.files.jsonl.JsonLinesFormat;
import io.godwit.files.spec.CsvSpec;
import io.godwit.files.spec.FileSpec;
import io.godwit.files.spec.JsonLinesSpec;
import io.godwit.files.stored.StoredFileSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the file of a lookup into memory. A name that ends with {@code .jsonl} or {@code .ndjson}
 * is JSON Lines, any other CSV with a header, each also packed.
 *
 * @param connection the store's
 */
record LookupTable(String connection, LookupQuery query, Opening opening) {

  /** Of the file as it is stored, and again of the values that are kept. */
  private static final long MOST_BYTES = 64L << 20;

  private static final String DELIMITERS = ",;\t|";
  private static final Size SPLIT = new Size(1L << 30);
  private static final Size RECORD = new Size(1L << 20);
  private static final int LOT = 1000;

  FileLookup read() throws Trouble {
    try (StoredFileSet files =
        new StoredFileSet(connection, opening.store(connection), List.of(query.table()))) {
      List<SourceFile> found = files.files();
      if (found.size() > 1) {
        throw refused(
            ErrorCode.JOB_INVALID, "names " + found.size() + " files, and a lookup reads one");
      }
      long size = found.getFirst().look().size();
      if (size > MOST_BYTES) {
        throw tooLarge("has " + size + " bytes");
      }
      FileSource source = source(files);
      return new FileLookup(
          connection + "/" + query.table(), found.getFirst().state(), query, rows(source));
    }
  }

  private FileSource source(StoredFileSet files) throws Trouble {
    if (query.table().matches("(?i).*\\.(jsonl|ndjson)(\\.gz|\\.zst)?")) {
      FileSpec lines =
          new JsonLinesSpec(
              List.of(query.table()), query.columns(), SourceSpec.Duplicates.ANY, SPLIT, RECORD);
      return new FileSource(files, new JsonLinesFormat((JsonLinesSpec) lines), lines);
    }
    Optional<Refused> first = Optional.empty();
    for (int i = 0; i < DELIMITERS.length(); i++) {
      CsvSpec csv =
          new CsvSpec(
              List.of(query.table()),
              query.columns(),
              Map.<String, FieldType>of(),
              Optional.empty(),
              DELIMITERS.charAt(i),
              SourceSpec.Duplicates.ANY,
              SPLIT,
              RECORD);
      FileFormat format = new CsvFormat(csv, opening.rows());
      FileSource source = new FileSource(files, format, csv);
      try {
        requireColumns(source);
        return source;
      } catch (Refused other) {
        first = first.or(() -> Optional.of(other));
      }
    }
    throw first.orElseThrow();
  }

  /** With what separates fields in another way, the header is one column of a strange name. */
  private void requireColumns(FileSource source) throws Trouble {
    List<String> names = source.inspect().exactFields().orElse(List.of());
    List<String> needed = new ArrayList<>(query.columns());
    needed.addAll(query.take());
    for (String column : needed) {
      if (!names.contains(column)) {
        throw refused(
            ErrorCode.COLUMN_MISSING,
            "has no column '" + column + "'" + NearestName.hint(column, names));
      }
    }
  }

  private Map<String, Document> rows(FileSource source) throws Trouble {
    Map<String, Document> rows = new HashMap<>();
    Plan plan = source.plan();
    long[] kept = {0};
    for (Split split : plan.splits()) {
      try (SplitReader reader = source.read(split, Position.START)) {
        List<Reading> some = reader.read(LOT);
        while (!some.isEmpty()) {
          for (Reading one : some) {
            add(one, rows, kept);
          }
          some = reader.read(LOT);
        }
      }
    }
    return rows;
  }

  private void add(Reading one, Map<String, Document> rows, long[] kept) {
    switch (one) {
      case Reading.Read(var record) -> {
        String key = record.key().text();
        Document taken = taken(record.fields());
        kept[0] += key.length() + size(taken);
        if (kept[0] > MOST_BYTES) {
          throw tooLarge("holds more than that in the columns that are taken");
        }
        Optional<Document> other = Optional.ofNullable(rows.put(key, taken));
        if (other.isPresent() && !other.get().toMap().equals(taken.toMap())) {
          throw refused(
              ErrorCode.SOURCE_KEY,
              "has two rows with %s = %s that differ, the second in line %d: which one is meant?"
                  .formatted(String.join(", ", query.columns()), key, record.origin().line()));
        }
      }
      // A row without a key is found by none.
      case Reading.Unreadable bad when bad.failure().code() == ErrorCode.KEY_MISSING -> {}
      case Reading.Unreadable bad ->
          throw refused(
              ErrorCode.SOURCE_FORMAT,
              "line %d: %s".formatted(bad.origin().line(), bad.failure().message()));
      case Reading.LeftOut ignored -> {}
    }
  }

  private Document taken(Document fields) {
    Value[] values = new Value[query.take().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(query.take().get(i)).orElse(Value.Null.NULL);
    }
    return Document.ofShared(query.take().toArray(String[]::new), values);
  }

  /** About: enough to tell a table of codes from a table of contents. */
  private static long size(Document taken) {
    long size = 0;
    for (int i = 0; i < taken.size(); i++) {
      size += 16 + Key.display(taken.value(i)).length();
    }
    return size;
  }

  private Refused tooLarge(String why) {
    return refused(
        ErrorCode.SOURCE_FORMAT,
        why
            + "; a lookup holds a file of up to "
            + (MOST_BYTES >> 20)
            + "MB in memory: load a larger one into a table, and look up there");
  }

  private Refused refused(ErrorCode code, String why) {
    return new Refused(code, "lookup: " + query.table() + " in " + connection + " " + why);
  }
}
