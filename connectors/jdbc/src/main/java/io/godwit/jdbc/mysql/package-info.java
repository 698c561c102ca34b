/**
 * MariaDB and MySQL, by MariaDB's driver: {@link io.godwit.jdbc.mysql.MysqlDialect} and what it is
 * made of.
 *
 * <p>Sessions run in strict mode and in UTC, so that a value is taken as it is or refused, and
 * means the same on every worker ({@code MysqlServer}). What is sent is read in one way only
 * ({@link io.godwit.jdbc.mysql.wire}).
 *
 * <p>A merge is INSERT ... ON DUPLICATE KEY UPDATE, told to fail where it would update the row of
 * another key ({@code MysqlStatements}). The staging table is a temporary table of InnoDB; it is
 * emptied by the next batch, since no table of these servers empties itself at a commit.
 */
@NullMarked
package io.godwit.jdbc.mysql;

import org.jspecify.annotations.NullMarked;
