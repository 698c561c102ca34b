package io.godwit.jdbc.h2;

import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.util.List;

/**
 * H2's statements, of version 2.
 *
 * @param staging the staging table's name
 */
record H2Statements(String staging) implements Statements {

  @Override
  public String createStaging(Table target, boolean lasting) {
    return "drop table if exists %s; create local temporary table %s (%s) on commit delete rows; "
        .formatted(staging, staging, target.definitions());
  }

  @Override
  public String clearStaging() {
    return "delete from " + staging + "; ";
  }

  @Override
  public String merge(SinkSpec.Write write, FieldRules rules, ColumnLayout layout) {
    String target = rules.table().quoted() + " (" + layout.names() + ")";
    String key = ColumnLayout.names(layout.keyColumns());
    return switch (write) {
      case UPSERT, REPLACE ->
          "merge into %s key (%s) select %s from %s"
              .formatted(target, key, layout.names(), staging);
      // Of one key that is there, the look before has told; another that comes meanwhile refuses.
      case INSERT, INSERT_IF_ABSENT ->
          "insert into %s select %s from %s".formatted(target, layout.names(), staging);
    };
  }

  @Override
  public String stagedOrder() {
    return "s._rowid_";
  }

  /** Texts are compared as they are, and of all types the value. */
  @Override
  public String same(String one, String other) {
    return one + " is not distinct from " + other;
  }

  @Override
  public String lookup(Table table, List<Column> keys, List<Column> taken, List<String> values) {
    Column key = keys.getFirst();
    return "select k.n, %s from unnest(cast(%s as %s array)) with ordinality as k(v, n)"
            .formatted(ColumnLayout.names(taken), values.getFirst(), key.bareType())
        + " join %s t on t.%s = k.v".formatted(table.quoted(), key.quoted());
  }

  @Override
  public String noKeys() {
    return "array[]";
  }
}
