package io.godwit.jdbc.spec;

import io.godwit.common.spec.LookupConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Form;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.notation.Referring;
import io.godwit.common.spec.rule.AddressRules;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A SQL database.
 *
 * @param jdbc its JDBC URL, or {@code embedded:postgresql} or {@code embedded:mariadb}
 * @param user the user, where the URL does not name one
 * @param password a reference to the password; a password in clear text is refused
 * @param pool the most connections that one worker opens; 1 to 64
 */
@Doc("A SQL database.")
public record JdbcSpec(
    @Doc("The JDBC URL without a password, or embedded:postgresql or embedded:mariadb.") @Referring
        String jdbc,
    @Doc("The user, where the URL does not name one.") @Referring Optional<String> user,
    @Doc("A reference to the password, as ${env:DB_PASSWORD} or ${file:/run/secrets/db}.")
        @Referring
        @Form(JdbcSpec.PASSWORD)
        Optional<String> password,
    @Doc("The most connections that one worker opens.") @Default("2") @Range(from = 1, to = 64)
        int pool)
    implements LookupConnection {

  /** References only, without defaults: a default would be the password in clear text. */
  static final String PASSWORD = "(\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^}]+)\\})+";

  /** Refuses a password in clear text. */
  public JdbcSpec {
    if (jdbc.toLowerCase(Locale.ROOT).contains("password=") || AddressRules.holdsPassword(jdbc)) {
      throw new BrokenRule(
          "a URL holds no password: use password with a reference such as ${env:DB_PASSWORD}",
          "jdbc");
    }
    AddressRules.startsWith(
        jdbc,
        "jdbc",
        "jdbc:.*|embedded:(postgresql|mariadb)",
        "jdbc: or is embedded:postgresql or embedded:mariadb");
    if (password.isPresent() && !Pattern.matches(PASSWORD, password.get())) {
      throw new BrokenRule(
          "a password is a reference without a default, such as ${env:DB_PASSWORD} or"
              + " ${file:/run/secrets/db}",
          "password");
    }
    SpecRules.between("pool", pool, 1, 64);
  }

  @Override
  public String address() {
    return jdbc;
  }
}
