package io.godwit.jdbc.plain;

import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;
import java.sql.JDBCType;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** What the types of JDBC are for reading and writing. */
final class JdbcTypes {

  /** From here on a length is none: so databases say that there is no limit. */
  private static final int ENDLESS = 1_000_000_000;

  /** Oracle's; a number without limits is told with a scale beyond it. */
  private static final int MOST_NEGATIVE = 84;

  private static final int NANOSECONDS = 9;

  /** SQL Server's, which rounds to three hundredths of ten milliseconds. */
  private static final String DATETIME = "datetime";

  /** Reported as types that they are not, or that round in a way that nothing tells. */
  private static final Set<String> ODD = Set.of("decfloat", "smalldatetime", "money", "smallmoney");

  private JdbcTypes() {}

  /**
   * What a column says of its type.
   *
   * @param jdbc a constant of {@link java.sql.Types}, or a number of the driver's own
   * @param name as the database spells it
   * @param size characters, bytes or digits
   * @param scale digits behind the point, or of a second; empty where it says nothing
   */
  record Told(int jdbc, String name, int size, OptionalInt scale) {

    /** The type of JDBC; {@link JDBCType#OTHER} where it has none. */
    JDBCType type() {
      for (JDBCType type : JDBCType.values()) {
        if (type.getVendorTypeNumber() == jdbc) {
          return type;
        }
      }
      return JDBCType.OTHER;
    }

    private String word() {
      return name.toLowerCase(Locale.ROOT).replaceFirst("\\(.*", "").strip();
    }

    ColumnKind kind() {
      if (word().equals("uuid")) {
        return ColumnKind.UUID;
      }
      if (ODD.contains(word())) {
        return ColumnKind.OTHER;
      }
      return switch (type()) {
        case BOOLEAN -> ColumnKind.BOOL;
        case BIT -> size <= 1 ? ColumnKind.BOOL : ColumnKind.OTHER;
        case TINYINT, SMALLINT -> ColumnKind.INT2;
        case INTEGER -> ColumnKind.INT4;
        case BIGINT -> ColumnKind.INT8;
        case REAL -> ColumnKind.FLOAT4;
        case DOUBLE -> ColumnKind.FLOAT8;
        // Oracle's has more digits than any floating-point number of 64 bits.
        case FLOAT -> size > Long.SIZE ? ColumnKind.NUMERIC : ColumnKind.FLOAT8;
        case NUMERIC, DECIMAL -> ColumnKind.NUMERIC;
        case CHAR, NCHAR -> ColumnKind.CHAR;
        case VARCHAR, NVARCHAR, LONGVARCHAR, LONGNVARCHAR, CLOB, NCLOB -> ColumnKind.TEXT;
        case BINARY, VARBINARY, LONGVARBINARY, BLOB -> ColumnKind.BYTES;
        case DATE -> ColumnKind.DATE;
        case TIME -> ColumnKind.TIME;
        case TIMESTAMP -> ColumnKind.TIMESTAMP;
        case TIMESTAMP_WITH_TIMEZONE -> ColumnKind.TIMESTAMPTZ;
        default -> ColumnKind.OTHER;
      };
    }

    Limits limits() {
      return switch (kind()) {
        case TEXT, CHAR, BYTES -> isLarge() || size <= 0 ? Limits.NONE : Limits.ofLength(size);
        case NUMERIC ->
            size <= 0 || digits() < -MOST_NEGATIVE || digits() > ENDLESS
                ? Limits.NONE
                : new Limits(size, true, digits(), 0);
        case TIME, TIMESTAMP, TIMESTAMPTZ ->
            Limits.ofFraction(word().equals(DATETIME) ? 2 : fraction());
        default -> Limits.NONE;
      };
    }

    private int digits() {
      return scale.orElse(0);
    }

    /** Some drivers tell it by how long the text of a value is, and by nothing else. */
    private int fraction() {
      int whole =
          switch (type()) {
            case TIME -> "23:59:59.".length();
            case TIMESTAMP -> "1999-12-31 23:59:59.".length();
            default -> "1999-12-31 23:59:59.+00:00".length();
          };
      return Math.clamp(scale.orElse(size - whole), 0, NANOSECONDS);
    }

    private boolean isLarge() {
      return size >= ENDLESS || isLargeObject(type());
    }

    /** As messages spell it, with its limits. */
    String spelt() {
      boolean bare = name.indexOf('(') < 0;
      return switch (kind()) {
        case TEXT, CHAR, BYTES -> bare && !isLarge() && size > 0 ? name + "(" + size + ")" : name;
        case NUMERIC -> bare && limits().scaled() ? name + "(" + size + "," + digits() + ")" : name;
        default -> name;
      };
    }
  }

  /** Whether values of a type lie outside of their rows, where nothing sorts or compares them. */
  static boolean isLargeObject(JDBCType type) {
    return switch (type) {
      case CLOB, NCLOB, BLOB, LONGVARCHAR, LONGNVARCHAR, LONGVARBINARY -> true;
      default -> false;
    };
  }

  /** The type of JDBC that a column was found with. */
  static JDBCType of(Column column) {
    return JDBCType.valueOf(column.bareType());
  }

  /** What the values of a column are. */
  static Type type(Column column) {
    return switch (column.kind()) {
      case BOOL -> new Type.Bool();
      case INT2 -> new Type.Whole(16, true);
      case INT4 -> new Type.Whole(32, true);
      case INT8 -> new Type.Whole(64, true);
      case FLOAT4 -> new Type.Floating(32);
      case FLOAT8 -> new Type.Floating(64);
      case NUMERIC ->
          column.hasScale()
              ? new Type.Exact(OptionalInt.of(column.limits().length()), column.scale())
              : new Type.Exact();
      case TEXT, CHAR -> new Type.Chars(most(column));
      case BYTES -> new Type.Bytes(most(column));
      case DATE -> new Type.Day();
      case TIME -> new Type.Clock();
      case TIMESTAMP -> new Type.Stamp(false);
      case TIMESTAMPTZ -> new Type.Stamp(true);
      case UUID -> new Type.Uuid();
      case JSON, JSONB, ARRAY, OTHER, CUTTING -> new Type.Foreign("jdbc", column.type());
    };
  }

  private static OptionalInt most(Column column) {
    return column.maxLength() == Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of(column.maxLength());
  }
}
