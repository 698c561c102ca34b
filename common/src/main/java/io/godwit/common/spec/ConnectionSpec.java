package io.godwit.common.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A database, as the job file names it: texts may hold references ({@code ${env:X}}, {@code
 * ${env:X:-default}}, {@code ${file:path}}) that are resolved only where a connection is opened,
 * and so never travel.
 */
@Doc("A database: a SQL one, or a MongoDB one.")
public sealed interface ConnectionSpec {

  /**
   * A SQL database.
   *
   * @param jdbc its JDBC URL, or {@code embedded:postgresql}
   * @param user the user, where the URL does not name one
   * @param password a reference to the password; a password in clear text is refused
   * @param pool the most connections that one worker opens; 1 to 64
   */
  @Doc("A SQL database.")
  record Jdbc(
      @Doc("The JDBC URL without a password, or embedded:postgresql.") @Referring String jdbc,
      @Doc("The user, where the URL does not name one.") @Referring Optional<String> user,
      @Doc("A reference to the password, as ${env:DB_PASSWORD} or ${file:/run/secrets/db}.")
          @Referring
          @Form(Jdbc.PASSWORD)
          Optional<String> password,
      @Doc("The most connections that one worker opens.") @Default("2") @Range(from = 1, to = 64)
          int pool)
      implements ConnectionSpec {

    /** References only, without defaults: a default would be the password in clear text. */
    static final String PASSWORD = "(\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^}]+)\\})+";

    /** Refuses a password in clear text. */
    public Jdbc {
      if (jdbc.toLowerCase(Locale.ROOT).contains("password=") || holdsPassword(jdbc)) {
        throw new BrokenRule(
            "a URL holds no password: use password with a reference such as ${env:DB_PASSWORD}",
            "jdbc");
      }
      refusedUnless(jdbc, "jdbc", "jdbc:.*|embedded:postgresql", "jdbc: or is embedded:postgresql");
      if (password.isPresent() && !Pattern.matches(PASSWORD, password.get())) {
        throw new BrokenRule(
            "a password is a reference without a default, such as ${env:DB_PASSWORD} or"
                + " ${file:/run/secrets/db}",
            "password");
      }
      SpecRules.between("pool", pool, 1, 64);
    }
  }

  /**
   * A MongoDB database.
   *
   * @param mongodb its connection string with the database's name, or {@code embedded:mongodb};
   *     with a password only as a reference to the whole string
   */
  @Doc("A MongoDB database.")
  record MongoDb(
      @Doc(
              "The connection string with the database's name, or embedded:mongodb; one with a"
                  + " password only as a reference to the whole, as ${env:MONGODB_URL}.")
          @Referring
          String mongodb)
      implements ConnectionSpec {

    /** Refuses a password in clear text, also in a reference's default. */
    public MongoDb {
      if (holdsPassword(mongodb)) {
        throw new BrokenRule(
            "a connection string with a password is a reference such as ${env:MONGODB_URL}",
            "mongodb");
      }
      refusedUnless(
          mongodb,
          "mongodb",
          "mongodb(\\+srv)?://.*|embedded:mongodb",
          "mongodb:// or mongodb+srv:// or is embedded:mongodb");
    }
  }

  /** Whether a URI, or one in a reference's default, has {@code user:password@} in clear text. */
  private static boolean holdsPassword(String address) {
    String withoutReferences = address.replaceAll("\\$\\{(env|file):[^}:]*\\}", "\\$");
    return Pattern.compile("://[^/?@:]*:[^/?@$][^/?@]*@").matcher(withoutReferences).find();
  }

  /** An address that begins with a reference is checked where the reference is resolved. */
  private static void refusedUnless(String address, String name, String form, String rule) {
    if (!address.startsWith("${")
        && !Pattern.compile(form, Pattern.DOTALL).matcher(address).matches()) {
      throw new BrokenRule("the address starts with " + rule, name);
    }
  }
}
