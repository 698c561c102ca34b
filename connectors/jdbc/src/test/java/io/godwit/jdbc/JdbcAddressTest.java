package io.godwit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a URL where it should not is often a secret, and nothing may print it. */
class JdbcAddressTest {

  private static final String PLACE = "connections.app";

  /** A variable with the password where the port's was meant; the last ones are PINs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "1234567",
        "p@ss",
        "hunter2,other:5432",
        "-5432",
        "5432x",
        "99999",
        "65536",
        "0"
      })
  void aSecretInThePlaceOfAPortIsRefusedAndNotRepeated(String secret) {
    String url = "jdbc:postgresql://db.example:" + secret + "/app";
    assertThatThrownBy(() -> JdbcAddress.of(url, PLACE))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.JOB_INVALID);
              assertThat(refused.getMessage()).startsWith(PLACE + ": ");
              // "0" and the like stand in our own words.
              assertThat(refused.getMessage().replaceAll("from 1 to 65535", ""))
                  .doesNotContain(secret);
            })
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example/app",
        "jdbc:postgresql://db.example:1/app",
        "jdbc:postgresql://db.example:65535/app?ssl=true",
        "jdbc:postgresql://a:5432,b:5433/app",
        "jdbc:postgresql://[2001:db8::1]:5432/app",
        "jdbc:mariadb://db.example:3306/app?sslMode=trust",
        "jdbc:mysql://a:3306,b:3307/app",
        "jdbc:h2:mem:things",
        "jdbc:sqlserver://db.example:1433;databaseName=app;encrypt=true",
        "jdbc:oracle:thin:@//db.example:1521/app"
      })
  void aUrlWithoutSecretsStaysWhatItIs(String url) {
    JdbcAddress address = JdbcAddress.of(url, PLACE);
    assertThat(address.url()).isEqualTo(url);
    assertThat(address.password()).isEmpty();
  }

  @Test
  void aLoginBeforeOraclesHostIsRefusedAndNotRepeated() {
    assertThatThrownBy(
            () -> JdbcAddress.of("jdbc:oracle:thin:scott/hunter2@//db.example:1521/app", PLACE))
        .hasMessageContaining("has a user before the host")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aPasswordBehindAPortThatIsNoneIsNotRepeatedEither() {
    assertThatThrownBy(
            () -> JdbcAddress.of("jdbc:postgresql://h:70000/d?password=hunter2&ssl=true", PLACE))
        .hasMessageContaining("is no port")
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("70000");
  }

  /** The driver of MariaDB knows further secrets, which stay in no URL either. */
  @Test
  void thePasswordsOfKeysAreRefusedAndNotRepeated() {
    assertThatThrownBy(
            () -> JdbcAddress.of("jdbc:mariadb://h/d?user=u&trustStorePassword=hunter2", PLACE))
        .hasMessageContaining("holds a password")
        .hasMessageNotContaining("hunter2");
  }
}
