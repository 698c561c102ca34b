package io.godwit.files.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.files.SourceYaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is none of its job's kind is refused with what it seems to be, and what to do. */
class FormatGuessTest {

  @TempDir private Path folder;

  /** Bytes are given as ISO 8859-1, with escapes of Java. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "csv   | PK\\3\\4..[Content_Types].xml | an Excel spreadsheet: save it as CSV UTF-8 first",
        "csv   | PK\\3\\4..mimetypeapplication/vnd.oasis.opendocument.spreadsheet | OpenDocument",
        "csv   | PK\\3\\4....rows.csv          | a zip archive",
        "csv   | %PDF-1.7\\n                   | a PDF document",
        "csv   | PAR1\\25....                  | a Parquet file",
        "json  | Obj\\1....                    | an Avro file",
        "csv   | ORC\\10....                   | an ORC file",
        "csv   | SQLite format 3\\0            | an SQLite database",
        "jsonl | BZh91AY&SY                    | packed by bzip2",
        "csv   | <!DOCTYPE html>\\n<html></html> | a page in HTML",
        "csv   | <?xml version=\"1.0\"?>\\n<a/>  | XML",
        "jsonl | <html><body></body></html>    | a page in HTML",
        "csv   | {\"id\":1}\\n{\"id\":2}\\n    | JSON: write json: instead of csv:",
        "csv   | [{\"id\":1},\\n{\"id\":2}]    | JSON: write json: instead of csv:",
        "csv   | sep=;\\nid;t\\n1;a\\n         | write skip: 1 and delimiter: ';'",
        "csv   | id;t\\n1;a\\n                 | write delimiter: ';'",
        "csv   | id\\tt\\n1\\ta\\n             | write delimiter: \"\\t\"",
        "csv   | 'id','t'\\n'1','a'\\n         | write quote: \"'\"",
        "csv   | t , id\\n1 , 2\\n             | write trim: true",
        "csv   | Report of May\\n\\nid,t\\n1,a\\n | in line 3: write skip: 2",
        "jsonl | [{\"id\":1},{\"id\":2}]       | is a JSON array, and not one object a line: write"
            + " json: instead of jsonl:",
        "jsonl | [\\n{\"id\":1},\\n{\"id\":2}\\n]\\n | is a JSON array",
        "jsonl | [{\"id\":1},\\n {\"id\":2}]\\n | is a JSON array",
        "jsonl | {\\n  \"id\": 1\\n}\\n{\\n  \"id\": 2\\n}\\n | objects of several lines, and not"
            + " one a line: write json: instead of jsonl:",
        "jsonl | {\"id\": 1,\\n \"t\": 2}\\n   | objects of several lines",
        "jsonl | id,t\\n1,a\\n                 | seems to be CSV: write csv: instead of jsonl:",
        "json  | id,t\\n1,a\\n                 | begins with neither [ nor {",
        "json  | <?xml version=\"1.0\"?>\\n<a/> | XML",
      })
  void whatItSeemsToBeIsNamed(String kind, String text, String message) throws Exception {
    Files.write(
        folder.resolve("rows"),
        text.strip().translateEscapes().getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(SourceYaml.in(folder, kind.strip() + ": rows\nkey: id")::plan)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_FORMAT))
        .hasMessageStartingWith("rows ")
        .hasMessageContaining(message);
  }

  /** A guess is for messages: what can be read is read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "csv   | id;t\\n1;a\\n2;b\\n | 'id;t'",
        "csv   | <id>,</t>\\n1,a\\n2,b\\n | <id>",
        "csv   | sep=;\\n1\\n2\\n | sep=;",
        "jsonl | {\"id\":1,\\n{\"id\":2}\\n | id",
        "jsonl | [1]\\n{\"id\":2}\\n | id",
        "jsonl | 17\\n{\"id\":2}\\n | id",
      })
  void whatCanBeReadIsRead(String kind, String text, String key) throws Exception {
    Files.writeString(folder.resolve("rows"), text.strip().translateEscapes());

    assertThat(SourceYaml.in(folder, kind.strip() + ": rows\nkey: " + key.strip()).plan().records())
        .isEqualTo(2);
  }

  @Test
  void anArrayThatIsCutBetweenItsElementsIsRefused() throws Exception {
    Files.writeString(folder.resolve("rows"), "[{\"id\":1},\n{\"id\":2},\n");

    assertThatThrownBy(SourceYaml.in(folder, "json: rows\nkey: id")::plan)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_DAMAGED))
        .hasMessageContaining("it seems to be cut");
  }
}
