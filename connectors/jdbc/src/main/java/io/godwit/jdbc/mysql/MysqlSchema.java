package io.godwit.jdbc.mysql;

import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.MetadataPlace;
import io.godwit.jdbc.sql.dialect.SchemaStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How tables of MariaDB and MySQL are made. Their texts are compared byte by byte, as those of most
 * sources: by the servers' own default two keys that differ in case would be one.
 */
final class MysqlSchema implements SchemaStatements {

  /** An index has 3,072 bytes of a column, and a character up to four. */
  private static final int MOST_INDEXED_CHARACTERS = 768;

  private static final int MOST_INDEXED_BYTES = 3072;

  /** All columns of a row have 65,535 bytes together, but for those that lie elsewhere. */
  private static final int MOST_IN_ROW = 1000;

  private static final int MOST_IN_TEXT = 16_383;
  private static final int MOST_DIGITS = 65;
  private static final int MOST_SCALE = 30;

  private static final int NOT_CREATED = 1005;

  /** A table; an index; a foreign key, by two numbers. */
  private static final Set<Integer> THERE = Set.of(1050, 1061, 1826, 1022);

  @Override
  public Optional<ColumnType> columnType(Type type, boolean indexed) {
    return switch (type) {
      case Type.Chars(OptionalInt most) -> Optional.of(chars(most, indexed));
      case Type.Bool ignored -> same("boolean");
      case Type.Whole(int bits, boolean signed) -> same(whole(bits) + (signed ? "" : " unsigned"));
      case Type.Exact(OptionalInt digits, int scale) ->
          digits.isPresent()
                  && digits.getAsInt() <= MOST_DIGITS
                  && scale >= 0
                  && scale <= Math.min(MOST_SCALE, digits.getAsInt())
              ? same("decimal(" + digits.getAsInt() + ", " + scale + ")")
              : Optional.empty();
      case Type.Floating(int bits) -> same(bits > 32 ? "double" : "float");
      case Type.Bytes(OptionalInt most) -> Optional.of(bytes(most, indexed));
      case Type.Day ignored -> same("date");
      case Type.Clock ignored -> same("time(6)");
      case Type.Stamp(boolean zoned) ->
          zoned
              ? but("timestamp(6)", "it holds the years from 1970 to 2038, or 2106, and no others")
              : same("datetime(6)");
      case Type.Uuid ignored -> same("uuid");
      case Type.ObjectId ignored ->
          but("char(24)", "an identifier of MongoDB is kept as its 24 digits");
      case Type.Json ignored -> same("json");
      case Type.Nested ignored -> same("json");
      case Type.ArrayOf ignored -> but("json", "an array is kept as JSON");
      case Type.Foreign(String system, String name) ->
          Optional.of(
              ColumnType.but(
                  chars(OptionalInt.empty(), indexed).text(),
                  "what " + system + " calls " + name + " is kept as text"));
    };
  }

  private static Optional<ColumnType> same(String text) {
    return Optional.of(ColumnType.of(text));
  }

  private static Optional<ColumnType> but(String text, String remark) {
    return Optional.of(ColumnType.but(text, remark));
  }

  private static ColumnType chars(OptionalInt most, boolean indexed) {
    int least = most.orElse(Integer.MAX_VALUE);
    if (least <= (indexed ? MOST_INDEXED_CHARACTERS : MOST_IN_ROW)) {
      return ColumnType.of("varchar(" + least + ")");
    }
    if (indexed) {
      return ColumnType.but(
          "varchar(" + MOST_INDEXED_CHARACTERS + ")",
          "an index takes no text of more characters, and the table refuses it");
    }
    return ColumnType.of(least <= MOST_IN_TEXT ? "text" : "longtext");
  }

  private static ColumnType bytes(OptionalInt most, boolean indexed) {
    int least = most.orElse(Integer.MAX_VALUE);
    if (least <= (indexed ? MOST_INDEXED_BYTES : MOST_IN_ROW)) {
      return ColumnType.of("varbinary(" + least + ")");
    }
    return indexed
        ? ColumnType.but(
            "varbinary(" + MOST_INDEXED_BYTES + ")",
            "an index takes no more bytes, and the table refuses them")
        : ColumnType.of("longblob");
  }

  /** Of one digit it would be a truth value. */
  private static String whole(int bits) {
    return switch (bits) {
      case 8 -> "tinyint(4)";
      case 16 -> "smallint";
      case 24 -> "mediumint";
      case 32 -> "int";
      default -> "bigint";
    };
  }

  @Override
  public String quoted(String name) {
    return Backticks.name(name);
  }

  /** Each of the two servers reads only what stands in comments of its own. */
  @Override
  public String tableOptions() {
    return " engine = InnoDB default charset = utf8mb4"
        + " /*M! collate = utf8mb4_nopad_bin */ /*!80000 collate = utf8mb4_0900_bin */";
  }

  /** It goes on behind the highest number by itself. */
  @Override
  public List<String> startCounter(TableName table, String column, String type) {
    return List.of(
        "alter table "
            + quoted(table)
            + " modify "
            + quoted(column)
            + " "
            + type
            + " auto_increment");
  }

  @Override
  public List<String> analyze(TableName table) {
    return List.of("analyze table " + quoted(table));
  }

  @Override
  public TargetPlan replacement(Connection connection, TableName table, String mark)
      throws SQLException {
    return MysqlReplacement.plan(connection, this, table, mark);
  }

  @Override
  public MetadataPlace place(Connection connection, TableName name) throws SQLException {
    Optional<String> catalog =
        name.schema().isPresent() ? name.schema() : Optional.ofNullable(connection.getCatalog());
    return new MetadataPlace(catalog, Optional.empty(), name.name());
  }

  @Override
  public boolean isThere(SQLException e) {
    // InnoDB tells a foreign key of the name by a number of its own, inside of another error.
    boolean foreignKey =
        e.getErrorCode() == NOT_CREATED && String.valueOf(e.getMessage()).contains("errno: 121");
    return foreignKey || THERE.contains(e.getErrorCode());
  }
}
