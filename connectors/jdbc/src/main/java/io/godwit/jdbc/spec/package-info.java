/**
 * What a job file says of SQL databases: the connection, the two kinds of source and the sink, each
 * a record that is checked in its constructor. Nothing here opens a connection.
 */
@NullMarked
package io.godwit.jdbc.spec;

import org.jspecify.annotations.NullMarked;
