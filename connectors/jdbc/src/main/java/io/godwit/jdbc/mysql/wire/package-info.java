/**
 * How values get into MariaDB and MySQL and back. A record becomes a line of LOAD DATA or the
 * parameters of an insert ({@code LoadRows}), its values texts that are read in one way only
 * ({@code ValueCell}, {@code OwnLimits}); bytes and bits, which have no such text, are made of one
 * by the statement ({@code Spelling}).
 *
 * <p>It rests on what the server package sees to: a session in strict mode, in UTC and in utf8mb4.
 */
@NullMarked
package io.godwit.jdbc.mysql.wire;

import org.jspecify.annotations.NullMarked;
