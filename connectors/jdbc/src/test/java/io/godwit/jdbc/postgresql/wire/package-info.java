/** Tests of the bytes that go to PostgreSQL, where no server is needed. */
@NullMarked
package io.godwit.jdbc.postgresql.wire;

import org.jspecify.annotations.NullMarked;
