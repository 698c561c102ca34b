package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.UnitName;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.BesideName;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.write.TargetCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The tables that a job writes, each checked once and guarded from then on. For one thread at a
 * time.
 */
final class CheckedTables {

  private final Dialect dialect;
  private final SqlServer server;
  private final List<TableSpec> specs;
  private final boolean loads;
  private final Map<Named, TargetCheck.Found> found = new HashMap<>();

  /**
   * A table that the job writes.
   *
   * @param spec its place among those of the job
   * @param name which it is for some unit
   */
  record Named(int spec, TableName name) {}

  /**
   * None is checked yet.
   *
   * @param specs in the order in which rows number them
   * @param loads whether a run loads them: what stands beside a table that it replaces is then what
   *     is written
   * @throws Refused where they are not of one connection: no transaction would keep their rows
   *     together
   */
  CheckedTables(Dialect dialect, SqlServer server, List<TableSpec> specs, boolean loads) {
    this.loads = loads;
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
        specs.stream().allMatch(spec -> new UnitName(spec.table()).isFixed() && !isMade(spec));
    if (there) {
      of(names("", IntStream.range(0, specs.size()).boxed().toList()));
    } else {
      server.ask(
          dialect.errors(),
          connection -> {
            dialect.catalog().requireWritable(connection, server.name());
            return true;
          });
    }
  }

  /**
   * The tables that a unit goes to.
   *
   * @param chosen the places of their descriptions
   */
  List<Named> names(String unit, List<Integer> chosen) {
    List<Named> names = new ArrayList<>();
    for (int spec : chosen) {
      UnitName name = new UnitName(specs.get(spec).table());
      TableName table = TableName.parse(name.of(unit));
      names.add(new Named(spec, isBeside(specs.get(spec)) ? BesideName.fresh(table) : table));
    }
    return names;
  }

  private boolean isBeside(TableSpec spec) {
    return loads && spec.write() == SinkSpec.Write.REPLACE;
  }

  /** Whether a phase of the run makes it. */
  private boolean isMade(TableSpec spec) {
    return spec.create() || isBeside(spec);
  }

  /** What there is of these tables; each is looked at when it is asked for first. */
  List<TargetCheck.Found> of(List<Named> names) throws Trouble {
    List<TargetCheck.Found> tables = new ArrayList<>();
    for (Named named : names) {
      TargetCheck.Found known = found.get(named);
      if (known == null) {
        TargetCheck check = new TargetCheck(dialect, server, specs.get(named.spec()), named.name());
        known = server.ask(dialect.errors(), check::over);
        found.put(named, known);
      }
      tables.add(known);
    }
    return tables;
  }

  /** How many the job describes. */
  int size() {
    return specs.size();
  }
}
