package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsKey;
import io.godwit.jdbc.sql.tables.TableTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables whose names are made of the unit, each with a primary key of its own. */
class UnitTablesTest {

  private static final String[] TABLES = {
    "create table album (id int primary key, title text)",
    "create table \"Odd table\" (b text, a int, v text, primary key (b, a))",
    "create table loose (id int)"
  };

  private static Target open(TestSchema schema) throws Exception {
    return TableTarget.open(
        new PostgresDialect(), List.of(TestSchema.spec("{unit}")), schema.access());
  }

  private static Sink sink(Target target, String unit) throws Exception {
    return target.sink(unit, BareTexts.NONE);
  }

  private static void write(Sink sink, Object... fields) throws Exception {
    sink.write(List.of(Write.of(TestSchema.record(fields))));
  }

  /** Units take turns over the same connections, and none finds the staging table of another. */
  @Test
  void eachUnitIsWrittenToItsTableByItsPrimaryKey() throws Exception {
    try (var schema = new TestSchema(TABLES);
        Target target = open(schema)) {
      Sink albums = sink(target, "album");
      Sink odd = sink(target, "Odd table");
      for (int round = 0; round < 3; round++) {
        write(albums, "id", 1, "title", "t" + round);
        write(odd, "a", 7, "b", "x", "v", "v" + round);
      }

      assertThat(albums).isInstanceOf(SupportsKey.class);
      assertThat(((SupportsKey) odd).key()).containsExactly("b", "a");
      assertThat(sink(target, "album")).isSameAs(albums);
      assertThat(schema.rows("select id, title from album")).containsExactly("1|t2");
      assertThat(schema.rows("select b, a, v from \"Odd table\"")).containsExactly("x|7|v2");
    }
  }

  @Test
  void aUnitWithoutTableOrKeyIsRefusedAndTheOthersAreNot() throws Exception {
    try (var schema = new TestSchema(TABLES);
        Target target = open(schema)) {
      assertThatThrownBy(() -> sink(target, "albums"))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TABLE_MISSING))
          .hasMessageContaining("'album'");
      assertThatThrownBy(() -> sink(target, "loose"))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.KEY_NOT_UNIQUE))
          .hasMessage(
              "table loose has no primary key; name the columns of a unique index as the sink's"
                  + " key");
      write(sink(target, "album"), "id", 1, "title", "t");
      assertThat(schema.rows("select id from album")).containsExactly("1");
    }
  }
}
