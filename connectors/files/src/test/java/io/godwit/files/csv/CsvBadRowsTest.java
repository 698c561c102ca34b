package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.Source;
import io.godwit.files.bytes.Readings;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bad row is answered as unreadable, and the rows around it are read. */
class CsvBadRowsTest {

  private static final Map<String, FieldType> TYPES =
      Map.of("n", FieldType.INTEGER, "d", FieldType.DATE);

  @TempDir private Path folder;

  /** Bytes are given as Latin-1, so that \u00E4 stands for the byte 0xE4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2,x,5              | CSV_FIELD_COUNT | ``| 2 | the row has 3 fields, the header has 4",
        "2,x,5,2026-01-01,7 | CSV_FIELD_COUNT | ``| 2 | the row has 5 fields, the header has 4",
        "2                  | CSV_FIELD_COUNT | ``| 2 | the row has 1 fields, the header has 4",
        "2,\"x\"y,5,        | CSV_AFTER_QUOTE | t | 2 | text follows the closing quote of field 2",
        "\"2\"0,x,5,        | CSV_AFTER_QUOTE | id|   | text follows the closing quote of field 1",
        "2,ab\u00E4b,5,     | TEXT_ENCODING   | t | 2 | byte 3 of the field is 0xE4",
        "2,\u00C3,5,        | TEXT_ENCODING   | t | 2 | byte 1 of the field is 0xC3",
        "2,\u00C0\u0080,5,  | TEXT_ENCODING   | t | 2 | byte 1 of the field is 0xC0",
        "\u00E4,x,5,        | TEXT_ENCODING   | id|   | byte 1 of the field is 0xE4",
        "2,a\0b,5,          | TEXT_NUL        | t | 2 | byte 2 of the field is NUL",
        "2,x,1\0,           | TEXT_NUL        | n | 2 | byte 2 of the field is NUL",
        "2,x,five,          | VALUE_TYPE      | n | 2 | 'five' is not an integer",
        "2,x,5,2026-02-29   | VALUE_TYPE      | d | 2 | '2026-02-29' is not a date",
        "2,x,\"5\"\"\",     | VALUE_TYPE      | n | 2 | '5\"' is not an integer",
        ",x,5,              | KEY_MISSING     | id|   | the key field is empty",
        "\"\",x,5,          | KEY_MISSING     | id|   | the key field is empty",
      })
  void aBadRowStandsAlone(String row, ErrorCode code, String column, String key, String message)
      throws Exception {
    List<Reading> read = read("id,t,n,d\n1,a,1,\n" + row + "\n3,c,3,\n");

    assertThat(read).hasSize(3);
    assertThat(read.get(0)).isInstanceOf(Reading.Read.class);
    assertThat(read.get(2)).isInstanceOf(Reading.Read.class);
    Reading.Unreadable bad = (Reading.Unreadable) read.get(1);
    assertThat(bad.failure().code()).isEqualTo(code);
    assertThat(bad.failure().column().orElse("")).isEqualTo(column);
    assertThat(bad.failure().message()).startsWith(message);
    assertThat(bad.key().map(Key::text).orElse(null)).isEqualTo(key);
    assertThat(bad.origin().text()).isEqualTo("rows.csv:3");
    assertThat(bad.raw()).isEqualTo(row.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aQuoteThatNobodyClosesTakesTheRestOfTheFile() throws Exception {
    List<Reading> read = read("id,t,n,d\n1,a,1,\n\n2,\"b\nb\",\"c\nc,3,\n4,x,4,\n");
    assertThat(read).hasSize(2);
    Reading.Unreadable bad = (Reading.Unreadable) read.get(1);
    assertThat(bad.failure().code()).isEqualTo(ErrorCode.CSV_UNCLOSED_QUOTE);
    assertThat(bad.failure().message()).contains("line 5");
    assertThat(bad.origin().line()).isEqualTo(4);
    assertThat(bad.key()).contains(new Key("2"));
  }

  @Test
  void aRecordBeyondTheLimitIsPassedOverWithoutBeingHeld() throws Exception {
    long size = 50 << 20;
    Path file = folder.resolve("rows.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("id,t\n1,a\n2,\"".getBytes(StandardCharsets.US_ASCII));
      byte[] block = "x\ny\n".repeat(1 << 18).getBytes(StandardCharsets.US_ASCII);
      for (long written = 0; written < size; written += block.length) {
        out.write(block);
      }
      out.write("\"\n3,c\n".getBytes(StandardCharsets.US_ASCII));
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    List<Reading> read = Readings.of(CsvJob.of("rows.csv").maxRecord(64 << 10).in(folder));

    // Three buffers of 256 KB, and room for classes that are loaded here for the first time.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(size / 4);
    Reading.Unreadable bad = (Reading.Unreadable) read.get(1);
    assertThat(bad.failure().code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE);
    assertThat(bad.failure().message())
        .startsWith("the record has " + (size + 4) + " bytes; the job allows 65536")
        .contains("from line 3 to line " + (3 + size / 2))
        .contains("multiline: false");
    assertThat(bad.key()).contains(new Key("2"));
    assertThat(bad.raw()).hasSize(1024);
    assertThat(((Reading.Read) read.get(2)).record().origin().line()).isEqualTo(4 + size / 2);
  }

  @Test
  void theLimitIsTheLastSizeAllowed() throws Exception {
    Files.writeString(folder.resolve("rows.csv"), "id,t\n1,aaaa\n2,bbbbb\n3,c\n");

    List<Reading> read = Readings.of(CsvJob.of("rows.csv").maxRecord(6).in(folder));

    assertThat(read.get(0)).isInstanceOf(Reading.Read.class);
    assertThat(((Reading.Unreadable) read.get(1)).failure().code())
        .isEqualTo(ErrorCode.RECORD_TOO_LARGE);
    assertThat(read.get(2)).isInstanceOf(Reading.Read.class);
  }

  @Test
  void theRawBytesOfABadRowAreCut() throws Exception {
    List<Reading> read = read("id,t,n,d\n1,a,x" + "1".repeat(100_000) + ",\n2,b,2,\n");

    assertThat(((Reading.Unreadable) read.get(0)).raw()).hasSize(64 << 10);
    assertThat(read).hasSize(2);
  }

  @Test
  void aMessageNeverEndsInHalfACharacter() throws Exception {
    String long60 = "x".repeat(56) + "🙂🙂🙂";
    Files.writeString(folder.resolve("rows.csv"), "id,n\n1," + long60 + "\n");
    Source source = CsvJob.of("rows.csv").types(Map.of("n", FieldType.INTEGER)).in(folder);

    String message = ((Reading.Unreadable) Readings.of(source).get(0)).failure().message();

    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(message)).isTrue();
  }

  private List<Reading> read(String text) throws Exception {
    Files.write(folder.resolve("rows.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
    Source source = CsvJob.of("rows.csv").types(TYPES).in(folder);
    return Readings.of(source);
  }
}
