package io.godwit.testkit.env;

/** Real servers for a test. Any thread may ask. */
public interface Environment extends AutoCloseable {

  /** The broker's address. */
  String bootstrap();

  /** The JDBC URL of a PostgreSQL database, user included; the user may create schemas. */
  String jdbcUrl();

  /** The connection string of a MongoDB database. */
  String mongoUri();

  @Override
  void close();
}
