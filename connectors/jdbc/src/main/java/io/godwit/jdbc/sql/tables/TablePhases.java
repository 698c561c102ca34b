package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.UnitName;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SchemaStatements;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.gone.GoneRows;
import io.godwit.jdbc.sql.schema.TableMaker;
import io.godwit.jdbc.sql.schema.TaskCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the phases around a load do with its tables. */
record TablePhases(Dialect dialect, SqlServer server, List<TableSpec> specs) {

  TargetPlan plan(List<Structure> units) throws Trouble {
    SchemaStatements sql = statements();
    if (specs.getFirst().write() == SinkSpec.Write.REPLACE) {
      return replacements(sql, units);
    }
    if (specs.size() > 1) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "sink.create: of several tables of one record none is made; make them by hand");
    }
    UnitName name = new UnitName(specs.getFirst().table());
    if (name.isFixed() && units.size() > 1) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "sink.create: %d units would be one table, %s; name it by {unit}"
              .formatted(units.size(), specs.getFirst().table()));
    }
    return server.ask(
        dialect.errors(), connection -> TableMaker.plan(dialect, sql, name, connection, units));
  }

  /** The mark is of this plan alone: what another run has left beside a table is made anew. */
  private TargetPlan replacements(SchemaStatements sql, List<Structure> units) throws Trouble {
    UnitName name = new UnitName(specs.getFirst().table());
    String mark = "made by godwit for " + UUID.randomUUID();
    return server.ask(
        dialect.errors(),
        connection -> {
          List<Task> tasks = new ArrayList<>();
          List<String> remarks = new ArrayList<>();
          for (String table :
              units.stream().map(unit -> name.of(unit.unit())).distinct().toList()) {
            TargetPlan one = sql.replacement(connection, TableName.parse(table), mark);
            tasks.addAll(one.tasks());
            remarks.addAll(one.remarks());
          }
          // Those of one phase stand together.
          tasks.sort(Comparator.comparing(Task::phase));
          return new TargetPlan(tasks, remarks);
        });
  }

  Optional<String> carryOut(Task task) throws Trouble {
    SchemaStatements sql = statements();
    // A statement of a batch has seconds; an index of a large table may take hours.
    try (Connection connection = server.connectForReading()) {
      return TaskCall.of(connection, sql, dialect.errors(), task);
    } catch (SQLException e) {
      throw dialect.errors().trouble(server.name(), e);
    }
  }

  /**
   * The rows of a table of which the source may have none any more.
   *
   * @throws Refused where a record is rows of several tables: what is gone of one may be there in
   *     another
   */
  GoneRows gone(FieldRules rules) {
    if (specs.size() > 1) {
      throw new Refused(
          ErrorCode.JOB_INVALID, "sink.gone: not where one record is rows of several tables");
    }
    GoneSpec spec =
        specs
            .getFirst()
            .gone()
            .orElseThrow(() -> new IllegalStateException("the sink says nothing of such rows"));
    return new GoneRows(dialect, server, spec, rules);
  }

  private SchemaStatements statements() {
    return dialect
        .schema()
        .orElseThrow(() ->
            new Refused(
                ErrorCode.JOB_INVALID,
                "sink.create: no tables are made in databases of "
                    + dialect.start()
                    + "; make them by hand and leave create away"));
  }
}
