package io.godwit.files.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.csv.CsvFormat;
import io.godwit.files.local.LocalFile;
import io.godwit.files.spec.CsvSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FastCSV reads each file as a whole; the splits of any plan have to add up to the same. */
class CsvCutsTest {

  private static final int FILES = 2000;

  @TempDir private Path folder;

  @Test
  void everyCutOfEveryFileReadsAsTheWholeDoes() throws Exception {
    for (int seed = 0; seed < FILES; seed++) {
      CsvFiles made = new CsvFiles(seed);
      Path path = folder.resolve("rows-" + seed + ".csv");
      Files.write(path, made.make());
      List<CsvRecord> oracle = oracle(path, made.delimiter);
      CsvRecord header = oracle.remove(0);
      everyCut(path, made, seed, header.getField(0))
          .check(
              oracle.stream().map(CsvRecord::getStartingLineNumber).toList(),
              (index, reading) -> assertSame(oracle.get(index), reading, path));
    }
  }

  @Test
  void aReaderGoesOnAtEveryRecord() throws Exception {
    for (int seed = 0; seed < FILES / 5; seed++) {
      CsvFiles made = new CsvFiles(seed);
      Path path = folder.resolve("rows-" + seed + ".csv");
      Files.write(path, made.make());
      String key = oracle(path, made.delimiter).get(0).getField(0);
      everyCut(path, made, seed, key).checkResuming();
    }
    assertThat(folder).isNotEmptyDirectory();
  }

  /** FastCSV has no other way yet to go on behind text that follows a closing quote. */
  @SuppressWarnings("removal")
  private static List<CsvRecord> oracle(Path path, char delimiter) throws Exception {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(true)
            .allowExtraCharsAfterClosingQuote(true)
            .detectBomHeader(true)
            .ofCsvRecord(path)) {
      return new ArrayList<>(reader.stream().toList());
    }
  }

  private static EveryCut everyCut(Path path, CsvFiles made, int seed, String key) {
    CsvSpec spec =
        new CsvSpec(
            List.of(path.toString()),
            List.of(key),
            Map.of(),
            Optional.empty(),
            made.delimiter,
            SourceSpec.Duplicates.ANY,
            new Size(40),
            new Size(1 << 20));
    LocalFile file = new LocalFile(path.getFileName().toString(), path);
    return new EveryCut(file, new CsvFormat(spec, RowEncoder::new), spec, 1 + seed % 67);
  }

  private static void assertSame(CsvRecord expected, Reading reading, Path path) {
    switch (reading) {
      case Reading.Read(var record) ->
          assertThat(texts(record.fields())).as("%s", path).isEqualTo(expected.getFields());
      case Reading.Unreadable unreadable -> {
        // FastCSV is told to let text behind a closing quote pass, so that it goes on behind it.
        boolean afterQuote = unreadable.failure().code() == ErrorCode.CSV_AFTER_QUOTE;
        assertThat(afterQuote || expected.getField(0).isEmpty()).isTrue();
      }
      case Reading.LeftOut out -> throw new AssertionError(out.toString());
    }
  }

  private static List<String> texts(Document fields) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      texts.add(fields.value(i) instanceof Value.Text(String text) ? text : "");
    }
    return texts;
  }
}
