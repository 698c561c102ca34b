package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Source;
import io.godwit.files.bytes.Readings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan says of the files of a job, and what it refuses. */
class CsvPlanTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "id,t", "id,t\n", "\uFEFFid,t\r\n", "\n\n", "id,t\r\n\r\n"})
  void aFileWithoutRowsHasNone(String text) throws Exception {
    write("rows.csv", text);

    Plan plan = CsvJob.of("rows.csv").in(folder).plan();

    assertThat(plan.records()).isZero();
    assertThat(plan.splits()).isEmpty();
  }

  @Test
  void fieldsAreOfTheDeclaredTypes() throws Exception {
    write(
        "rows.csv",
        "id,amount,day,flag,note\r\n7,-1.50,2024-02-29,1,\"a \"\"b\"\"\"\r\n8,,\"\",,\"\"");
    Map<String, FieldType> types =
        Map.of(
            "id", FieldType.INT32,
            "amount", FieldType.DECIMAL,
            "day", FieldType.DATE,
            "flag", FieldType.BOOLEAN);

    List<DataRecord> rows =
        rows(CsvJob.of("rows.csv").types(types).key("id", "note").in(folder), 1);

    assertThat(rows.get(0).fields().toMap())
        .containsExactly(
            Map.entry("id", new Value.Int32(7)),
            Map.entry("amount", new Value.Decimal(new BigDecimal("-1.50"))),
            Map.entry("day", new Value.Date(LocalDate.of(2024, 2, 29))),
            Map.entry("flag", new Value.Bool(true)),
            Map.entry("note", new Value.Text("a \"b\"")));
    assertThat(rows.get(0).key().text()).isEqualTo("7/a \"b\"");
  }

  @Test
  void nothingIsNullAndQuotedNothingIsTheEmptyText() throws Exception {
    write("rows.csv", "id,t,u,n\n1,,\"\",\"\"\n");

    Source source = CsvJob.of("rows.csv").types(Map.of("n", FieldType.INTEGER)).in(folder);

    assertThat(rows(source, 1).get(0).fields().toMap())
        .containsEntry("t", Value.Null.NULL)
        .containsEntry("u", new Value.Text(""))
        .containsEntry("n", Value.Null.NULL);
  }

  @Test
  void severalFilesAreOneSourceOfDistinctUnits() throws Exception {
    write("a/rows.csv", "id,t\n1,a\n2,b");
    write("b/rows.csv", "\uFEFFid,t\r\n3,c\r\n");
    write("b/empty.csv", "");
    write("b/more.csv", "\"id\",\"t\"\n4,d\n");

    Source source = CsvJob.of("a/rows.csv", "b/empty.csv", "b/rows.csv", "b/more.csv").in(folder);

    assertThat(source.plan().splits())
        .extracting(split ->
            new Split(
                split.number(),
                split.unit(),
                split.range().replaceAll("#[0-9a-f]{8}$", ""),
                split.records()))
        .containsExactly(
            new Split(0, "a/rows.csv", "5-12@2", 2),
            new Split(1, "b/rows.csv", "9-14@2", 1),
            new Split(2, "more.csv", "9-13@2", 1));
    assertThat(rows(source, 4).stream().map(DataRecord::origin))
        .containsExactly(
            new Origin("a/rows.csv", 2),
            new Origin("a/rows.csv", 3),
            new Origin("b/rows.csv", 2),
            new Origin("more.csv", 2));
  }

  @Test
  void aDeclaredHeaderMakesTheFirstRowARecord() throws Exception {
    write("rows.csv", "\uFEFF1,a\n2,b\n");

    Source source = CsvJob.of("rows.csv").header("id", "t").in(folder);

    assertThat(rows(source, 2).get(0).fields().toMap())
        .containsEntry("id", new Value.Text("1"))
        .containsEntry("t", new Value.Text("a"));
  }

  @Test
  void undeclaredTypesAreGuessedForThePlanAndReadAsText() throws Exception {
    write(
        "rows.csv",
        "id,zip,price,day,at,flag,nothing,mixed\n"
            + "1,01067,2.50,2024-01-01,2024-01-01T00:00:00Z,true,,1\n"
            + "2,10115,-3,2024-12-31,2024-01-01 00:00:00+01:00,false,,x\n");

    Source source = CsvJob.of("rows.csv").types(Map.of("price", FieldType.DOUBLE)).in(folder);

    assertThat(source.inspect().fields())
        .containsExactly(
            new Field("id", new Type.Whole(64), Knowledge.BARE, true),
            new Field("zip", new Type.Chars(), Knowledge.BARE, false),
            new Field("price", new Type.Floating(64), Knowledge.DECLARED, false),
            new Field("day", new Type.Day(), Knowledge.BARE, false),
            new Field("at", new Type.Stamp(true), Knowledge.BARE, false),
            new Field("flag", new Type.Bool(), Knowledge.BARE, false),
            new Field("nothing", new Type.Chars(), Knowledge.BARE, false),
            new Field("mixed", new Type.Chars(), Knowledge.BARE, false));
    assertThat(source.inspect().exactFields().orElseThrow()).startsWith("id", "zip").hasSize(8);
    assertThat(rows(source, 2).get(0).fields().get("id")).contains(new Value.Text("1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id,t,id     | SOURCE_HEADER        | rows.csv has two columns named 'id'",
        "id,,t       | SOURCE_HEADER        | column 2 of rows.csv has no name",
        "id,\"t\"x   | SOURCE_HEADER        | column 2 of rows.csv: text follows",
        "id,\"t      | SOURCE_HEADER        | the header of rows.csv has a quote that is not"
            + " closed",
        "id,a\0b     | SOURCE_HEADER        | column 2 of rows.csv: byte 2 of the field is NUL",
        "Idd,t       | SOURCE_FIELD_UNKNOWN | source.key names the column 'id'",
        "id,text,cout | SOURCE_FIELD_UNKNOWN | source.types names the column 'count', which"
            + " rows.csv does not have; did you mean 'cout'?",
      })
  void aHeaderThatDoesNotFitIsRefused(String header, ErrorCode code, String message)
      throws Exception {
    write("rows.csv", header + "\n1,2,3\n");
    Source source = CsvJob.of("rows.csv").types(Map.of("count", FieldType.INTEGER)).in(folder);

    assertThatThrownBy(source::plan)
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageStartingWith(message);
  }

  @Test
  void filesOfDifferentHeadersAreRefused() throws Exception {
    write("a.csv", "id,t\n1,a\n");
    write("b.csv", "t,id\nb,2\n");
    Source source = CsvJob.of("a.csv", "b.csv").in(folder);

    assertThatThrownBy(source::plan)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_HEADER))
        .hasMessageContaining("a.csv has [id, t] and b.csv has [t, id]");
  }

  @Test
  void aFileThatIsNotThereIsRefusedByItsPath() {
    Source source = CsvJob.of("sub/none.csv").in(folder);

    assertThatThrownBy(source::plan)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_MISSING))
        .hasMessageContaining(folder.resolve("sub/none.csv").toString());
    assertThatThrownBy(CsvJob.of(".").in(folder)::plan)
        .hasMessageContaining("no file matches . (looked in " + folder);
  }

  @Test
  void aChangedFileHasAnotherFingerprintAndIsNotReadOn() throws Exception {
    write("rows.csv", "id,t\n1,a\n2,b\n");
    Source source = CsvJob.of("rows.csv").in(folder);
    Plan plan = source.plan();
    assertThat(source.fingerprint()).isEqualTo(plan.fingerprint());

    write("rows.csv", "id,t\n1,a\n");

    assertThat(source.fingerprint()).isNotEqualTo(plan.fingerprint());
    assertThatThrownBy(() -> source.read(plan.splits().get(0), Position.START))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
  }

  private List<DataRecord> rows(Source source, int count) throws Exception {
    List<DataRecord> rows =
        Readings.of(source).stream()
            .filter(Reading.Read.class::isInstance)
            .map(reading -> ((Reading.Read) reading).record())
            .toList();
    assertThat(rows).hasSize(count);
    return rows;
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
