package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rows of very different lengths, of which some have changed: the server puts short ones into pages
 * that a longer one had no room in, so that they lie in another order than they were sent in.
 */
class ComparedRowsTest {

  private static final int ROWS = 4000;
  private static final long SEED = 20261128;

  @Test
  void eachChangedRowIsWrittenAndNoOther() throws Exception {
    Random random = new Random(SEED);
    List<String> before = texts(random);
    List<String> after =
        before.stream().map(text -> random.nextInt(5) == 0 ? text + "!" : text).toList();
    try (TestSchema schema = new TestSchema("create table t (id int primary key, name text)")) {
      assertThat(write(schema, "r1", before)).containsOnly(Outcome.Written.WRITTEN);

      List<Answer> answers = write(schema, "r2", after);

      for (int id = 0; id < ROWS; id++) {
        assertThat(answers.get(id))
            .as("row %s", id)
            .isEqualTo(
                before.get(id).equals(after.get(id))
                    ? Outcome.Unchanged.UNCHANGED
                    : Outcome.Written.WRITTEN);
      }
      assertThat(held(schema)).isEqualTo(after);
    }
  }

  private static List<String> texts(Random random) {
    return IntStream.range(0, ROWS)
        .mapToObj(id -> "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 3000 : 60)))
        .toList();
  }

  private static List<Answer> write(TestSchema schema, String run, List<String> names)
      throws Exception {
    TableSpec spec =
        new TableSpec(
            "t",
            "app",
            List.of("id"),
            SinkSpec.Write.UPSERT,
            true,
            TableSpec.LEDGER,
            false,
            Optional.empty());
    try (TableTarget target =
        TableTarget.open(new PostgresDialect(), List.of(spec), schema.access())) {
      PartitionLedger ledger = target.ledger(new LedgerOwner("compared", run, 0)).orElseThrow();
      ledger.turnTo(new LedgerSpan(0, 1, 0));
      return ledger
          .through(target.sink("rows.csv", BareTexts.NONE))
          .write(
              IntStream.range(0, ROWS)
                  .mapToObj(id ->
                      Write.of(
                          new DataRecord(
                              new RecordId(0, id),
                              new Key(String.valueOf(id)),
                              new Origin("rows.csv", id + 2),
                              Document.of("id", new Value.Int64(id))
                                  .with("name", new Value.Text(names.get(id))))))
                  .toList());
    }
  }

  private static List<String> held(TestSchema schema) throws Exception {
    try (Connection connection = DriverManager.getConnection(schema.url() + "&user=postgres");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select name from " + schema.name() + ".t order by id")) {
      List<String> held = new ArrayList<>();
      while (rows.next()) {
        held.add(rows.getString(1));
      }
      return held;
    }
  }
}
