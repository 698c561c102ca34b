package io.godwit.jdbc.h2;

import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.util.List;

/** H2's statements, of version 2. */
final class H2Statements implements Statements {

  @Override
  public String staging() {
    return "godwit_staging";
  }

  @Override
  public String createStaging(Table target, boolean lasting) {
    return "drop table if exists godwit_staging; create local temporary table godwit_staging (%s)"
            .formatted(target.definitions())
        + " on commit delete rows; ";
  }

  @Override
  public String clearStaging() {
    return "delete from godwit_staging; ";
  }

  @Override
  public String merge(SinkSpec.Write write, FieldRules rules, ColumnLayout layout) {
    String target = rules.table().quoted() + " (" + layout.names() + ")";
    String key = ColumnLayout.names(layout.keyColumns());
    return switch (write) {
      case UPSERT ->
          "merge into %s key (%s) select %s from godwit_staging"
              .formatted(target, key, layout.names());
    };
  }

  @Override
  public String lookup(Table table, Column key, List<Column> taken, String keys) {
    return "select k.n, %s from unnest(cast(%s as %s array)) with ordinality as k(v, n)"
            .formatted(ColumnLayout.names(taken), keys, key.bareType())
        + " join %s t on t.%s = k.v".formatted(table.quoted(), key.quoted());
  }

  @Override
  public String noKeys() {
    return "array[]";
  }
}
