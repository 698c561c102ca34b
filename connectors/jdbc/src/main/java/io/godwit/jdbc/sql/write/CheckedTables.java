package io.godwit.jdbc.sql.write;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.UnitName;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SqlServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that a job writes, each checked once and guarded from then on. For one thread at a
 * time.
 */
final class CheckedTables {

  private final Dialect dialect;
  private final SqlServer server;
  private final List<TableSpec> specs;
  private final Map<List<TableName>, List<TargetCheck.Found>> found = new HashMap<>();

  /**
   * None is checked yet.
   *
   * @param specs in the order in which rows number them
   * @throws Refused where they are not of one connection: no transaction would keep their rows
   *     together
   */
  CheckedTables(Dialect dialect, SqlServer server, List<TableSpec> specs) {
    this.dialect = dialect;
    this.server = server;
    this.specs = List.copyOf(specs);
    requireOneConnection();
  }

  private void requireOneConnection() {
    List<String> connections = specs.stream().map(TableSpec::in).distinct().toList();
    if (connections.size() != 1) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "the tables of one sink are written in one transaction, and so over one connection, not "
              + String.join(" and ", connections));
    }
  }

  /**
   * Checks what needs no unit: the tables that the job names; where a name is made of the unit, or
   * tables are made, that the database answers and takes writes.
   */
  void checkNamed() throws Trouble {
    boolean there =
        specs.stream().allMatch(spec -> new UnitName(spec.table()).isFixed() && !spec.create());
    if (there) {
      of(names(""));
    } else {
      server.ask(
          dialect.errors(),
          connection -> {
            dialect.catalog().requireWritable(connection, server.name());
            return true;
          });
    }
  }

  /** The tables that a unit goes to. */
  List<TableName> names(String unit) {
    return specs.stream()
        .map(spec -> TableName.parse(new UnitName(spec.table()).of(unit)))
        .toList();
  }

  /** What there is of these tables; looked at when they are asked for first. */
  List<TargetCheck.Found> of(List<TableName> names) throws Trouble {
    List<TargetCheck.Found> known = found.get(names);
    if (known == null) {
      List<TargetCheck.Found> tables = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        TargetCheck check = new TargetCheck(dialect, server, specs.get(i), names.get(i));
        tables.add(server.ask(dialect.errors(), check::over));
      }
      known = List.copyOf(tables);
      found.put(names, known);
    }
    return known;
  }
}
