package io.godwit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.h2.H2Dialect;
import io.godwit.jdbc.mysql.MysqlDialect;
import io.godwit.jdbc.plain.PlainDialect;
import io.godwit.jdbc.postgresql.PostgresDialect;
import io.godwit.jdbc.sql.JdbcAccess;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialectsTest {

  @Test
  void theAddressChoosesAmongThoseThatAreThere() {
    assertThat(Dialects.found().of(access("jdbc:postgresql://h/d")))
        .isInstanceOf(PostgresDialect.class);
    assertThat(Dialects.found().of(access("jdbc:h2:mem:staged"))).isInstanceOf(H2Dialect.class);
    assertThat(Dialects.found().of(access("jdbc:mysql://h/d"))).isInstanceOf(MysqlDialect.class);
    assertThat(Dialects.found().of(access("jdbc:mariadb://h/d"))).isInstanceOf(MysqlDialect.class);
  }

  @Test
  void anyOtherAddressIsServedByThePlainOne() {
    assertThat(Dialects.found().of(access("jdbc:h2:./d"))).isInstanceOf(PlainDialect.class);
    assertThat(Dialects.found().of(access("jdbc:sqlserver://h;databaseName=d")))
        .isInstanceOf(PlainDialect.class);
  }

  @Test
  void anAddressThatNoneSpeaksIsRefusedWithTheListOfThem() {
    assertThatThrownBy(() -> Dialects.found().of(access("odbc:oracle:scott/tiger@h")))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "no SQL dialect for 'odbc:oracle:...': a JDBC URL starts with jdbc: or"
                + " jdbc:h2:mem:staged or jdbc:mariadb: or jdbc:postgresql:");
  }

  private static JdbcAccess access(String url) {
    return new JdbcAccess(url, Optional.empty(), Optional.empty(), 1);
  }
}
